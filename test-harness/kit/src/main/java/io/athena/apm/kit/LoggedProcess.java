package io.athena.apm.kit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A child process whose output is kept line by line. */
final class LoggedProcess implements AutoCloseable {

  private static final Duration END = Duration.ofSeconds(10);

  private final Process process;
  private final String command;
  private final LineLog out = new LineLog();
  private final LineLog err = new LineLog();

  private LoggedProcess(Process process, String command) {
    this.process = process;
    this.command = command;
  }

  static LoggedProcess start(ProcessBuilder builder) {
    try {
      var started = new LoggedProcess(builder.start(), String.join(" ", builder.command()));
      started.read("out", started.process.inputReader(StandardCharsets.UTF_8), started.out);
      started.read("err", started.process.errorReader(StandardCharsets.UTF_8), started.err);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String stream, BufferedReader reader, LineLog log) {
    var thread = new Thread(() -> copy(reader, log), "std" + stream + " of " + process.pid());
    thread.setDaemon(true);
    thread.start();
  }

  private static void copy(BufferedReader reader, LineLog log) {
    try (reader) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        log.add(line);
      }
    } catch (IOException e) {
      log.add("[the rest of the output could not be read: " + e + "]");
    } finally {
      log.end();
    }
  }

  List<String> out() {
    return out.lines();
  }

  List<String> err() {
    return err.lines();
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String awaitOut(Predicate<String> wanted, String description, Duration limit) {
    return await(out, wanted, description + " on standard output", limit);
  }

  String awaitErr(Predicate<String> wanted, String description, Duration limit) {
    return await(err, wanted, description + " on standard error", limit);
  }

  private String await(LineLog log, Predicate<String> wanted, String what, Duration limit) {
    return log.await(wanted, Deadline.in(limit))
        .orElseThrow(() -> failure("no " + what + " within " + limit));
  }

  /** The exit code, once both outputs were read to their ends. */
  int awaitExit(Duration limit) {
    var deadline = Deadline.in(limit);
    if (!exited(deadline)) {
      throw failure("no exit within " + limit);
    }
    if (!out.awaitEnd(deadline) || !err.awaitEnd(deadline)) {
      throw failure("exit, but no end of the output within " + limit);
    }
    return process.exitValue();
  }

  private boolean exited(Deadline deadline) {
    try {
      return process.waitFor(deadline.remainingNanos(), NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an exit", e);
    }
  }

  /**
   * Through the handle: {@link Process#destroy} would also close the pipes and lose the last
   * output.
   */
  void terminate() {
    process.toHandle().destroy();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Kills the process and what it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    if (!exited(Deadline.in(END))) {
      throw failure("still running after it was killed");
    }
  }

  AssertionError failure(String what) {
    var state = process.isAlive() ? "it is running" : "it exited with " + process.exitValue();
    return new AssertionError(
        what + "; " + state + "\n" + command + text("standard output", out) + text("error", err));
  }

  private static String text(String name, LineLog log) {
    return log.lines().stream().collect(Collectors.joining("\n", "\n--- " + name + "\n", ""));
  }
}

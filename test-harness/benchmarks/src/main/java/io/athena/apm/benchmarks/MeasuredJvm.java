package io.athena.apm.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs a JVM from its start to its end and reads what it took: wall and CPU time in milliseconds
 * from the shell's {@code time}, the peak of resident memory from GNU time where it is installed.
 */
/*
 * Not from Java: a ProcessHandle forgets its CPU time when the process ends, and /proc/self/stat
 * counts that of children in hundredths of a second, too coarse for a start that takes four.
 */
final class MeasuredJvm {

  private static final long LIMIT_SECONDS = 120;
  private static final String GNU_TIME = "/usr/bin/time";

  /** $0 is where the program's output goes; the times go to the shell's own. */
  private static final String SCRIPT =
      """
      TIMEFORMAT='%3R %3U %3S'
      time "$@" >"$0" 2>&1
      """;

  private final Workspace workspace;
  private final boolean gnuTime = isGnuTime();

  MeasuredJvm(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Whether {@link ResourceUsage#peak} will be known. */
  boolean knowsPeak() {
    return gnuTime;
  }

  /**
   * Starts the JVM and waits for its end.
   *
   * @throws IllegalStateException when it fails or does not end, with its output
   */
  ResourceUsage run(Start start) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(workspace.target().resolve("startup"));
    Path output = folder.resolve("output");
    Path times = folder.resolve("times");
    Path peak = folder.resolve("peak");
    var builder = new ProcessBuilder(command(start, output, peak));
    CleanEnvironment.apply(builder.environment());
    var process = builder.redirectErrorStream(true).redirectOutput(times.toFile()).start();
    check(start, end(process), output);
    return ResourceUsage.parse(
        Files.readString(times), gnuTime ? Optional.of(Files.readString(peak)) : Optional.empty());
  }

  private List<String> command(Start start, Path output, Path peak) {
    var command = new ArrayList<>(List.of("bash", "-c", SCRIPT, output.toString()));
    if (gnuTime) {
      command.addAll(List.of(GNU_TIME, "--format=%M", "--output=" + peak));
    }
    command.add(start.jdk().java().toString());
    command.addAll(start.agent().options());
    command.addAll(List.of("-cp", start.program().classPath(workspace)));
    command.add(start.program().mainClass());
    return command;
  }

  private static String end(Process process) throws InterruptedException {
    if (process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      return process.exitValue() == 0 ? "" : "exit code " + process.exitValue();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return "not ended after " + LIMIT_SECONDS + " s";
  }

  private static void check(Start start, String failure, Path output) throws IOException {
    if (!failure.isEmpty()) {
      throw new IllegalStateException(
          start + ": " + failure + ", its output:\n" + Files.readString(output));
    }
  }

  private static boolean isGnuTime() {
    try {
      var process = new ProcessBuilder(GNU_TIME, "--version").redirectErrorStream(true).start();
      return new String(process.getInputStream().readAllBytes(), UTF_8).contains("GNU");
    } catch (IOException e) {
      // Not installed.
      return false;
    }
  }
}

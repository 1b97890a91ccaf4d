package io.athena.apm.kit;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A JVM that a test starts; closing it kills it.
 *
 * <p>Both outputs are read by daemon threads from the start, so the JVM never blocks on a full
 * pipe. All methods may be called from any thread. Where a wait fails, the {@link AssertionError}
 * carries the command line and both outputs.
 */
public final class ForkedJvm implements AutoCloseable {

  private final LoggedProcess process;

  ForkedJvm(LoggedProcess process) {
    this.process = process;
  }

  /** Returns a builder; the default JDK is the one that runs the test. */
  public static ForkedJvmBuilder builder() {
    return new ForkedJvmBuilder();
  }

  /** The lines of standard output so far. */
  public List<String> out() {
    return process.out();
  }

  /** The lines of standard error so far. */
  public List<String> err() {
    return process.err();
  }

  /** The process id. */
  public long pid() {
    return process.pid();
  }

  /** False once the JVM has exited. */
  public boolean isAlive() {
    return process.isAlive();
  }

  /**
   * Waits for a line of standard output, from its beginning, that the predicate accepts.
   *
   * @throws AssertionError at the limit, or as soon as the output has ended without such a line
   */
  public String awaitOut(Predicate<String> wanted, Duration limit) {
    return process.awaitOut(wanted, "expected line", limit);
  }

  /** As {@link #awaitOut(Predicate, Duration)}, for a line that contains the regular expression. */
  public String awaitOut(String regex, Duration limit) {
    return process.awaitOut(Pattern.compile(regex).asPredicate(), "line with " + regex, limit);
  }

  /** As {@link #awaitOut(Predicate, Duration)}, for standard error. */
  public String awaitErr(Predicate<String> wanted, Duration limit) {
    return process.awaitErr(wanted, "expected line", limit);
  }

  /** As {@link #awaitOut(String, Duration)}, for standard error. */
  public String awaitErr(String regex, Duration limit) {
    return process.awaitErr(Pattern.compile(regex).asPredicate(), "line with " + regex, limit);
  }

  /** Asks the JVM to end (SIGTERM): its shutdown hooks run. Does not wait. */
  public void terminate() {
    process.terminate();
  }

  /** Ends the JVM at once (SIGKILL): no shutdown hook runs. Does not wait. */
  public void kill() {
    process.kill();
  }

  /**
   * The exit code, 128 and the signal's number where a signal ended it. Both outputs are complete
   * when this returns.
   *
   * @throws AssertionError when the JVM still runs at the limit
   */
  public int awaitExit(Duration limit) {
    return process.awaitExit(limit);
  }

  /** Kills the JVM if it still runs and waits until it is gone. */
  @Override
  public void close() {
    process.close();
  }
}

package io.athena.apm.benchmarks.program;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A tenth of a second of a JVM that counts at full speed.
 *
 * @param calls how many calls its threads made
 * @param cpuNanos processor time that these threads had
 * @param agentNanos processor time that the agent's threads had
 */
public record LoadWindow(long calls, long cpuNanos, long agentNanos) {

  private static final Pattern LINE = Pattern.compile("window (\\d+) (\\d+) (\\d+)");

  /** Calls in a second of processor time: what a thread does while it runs. */
  public double callsPerCpuSecond() {
    return calls * 1e9 / cpuNanos;
  }

  /** The line that {@link #parse} reads. */
  String line() {
    return String.format(Locale.ROOT, "window %d %d %d", calls, cpuNanos, agentNanos);
  }

  /** What a line says; empty when it is another kind of line. */
  public static Optional<LoadWindow> parse(String line) {
    var matcher = LINE.matcher(line);
    return matcher.matches()
        ? Optional.of(
            new LoadWindow(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }
}

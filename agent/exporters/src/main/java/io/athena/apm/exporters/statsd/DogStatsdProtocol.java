package io.athena.apm.exporters.statsd;

import java.util.Map;

/**
 * A version of the DogStatsD protocol that the Agent reads (DataDog/documentation {@code
 * datagram_shell.md}).
 *
 * <p>1.0 has tags, 1.1 packed values (Agent 6.25 and 7.25), 1.2 and 1.4 the container, 1.5 external
 * data, 1.6 a cardinality. Timestamps (1.3) are not used: the Agent does not aggregate lines with a
 * timestamp.
 *
 * @param minor 0 to 6
 * @param fields the end of every line: {@code |c:ci-1f4e...|e:it-false,...|card:low}
 */
public record DogStatsdProtocol(int minor, String fields) {

  private static final int FIRST_WITH_ORIGIN = 2;

  /** The version that all Agents read that Datadog supports. */
  public static final DogStatsdProtocol DEFAULT = new DogStatsdProtocol(1, "");

  /** With the origin of this process, read if the version, {@code 1.0} to {@code 1.6}, has it. */
  public static DogStatsdProtocol of(
      String version, Map<String, String> environment, Container container) {
    boolean hasOrigin = minor(version) >= FIRST_WITH_ORIGIN;
    return of(version, hasOrigin ? Origin.of(environment, container) : Origin.UNKNOWN);
  }

  static DogStatsdProtocol of(String version, Origin origin) {
    int minor = minor(version);
    return new DogStatsdProtocol(minor, minor < FIRST_WITH_ORIGIN ? "" : origin.fields(minor));
  }

  private static int minor(String version) {
    return version.charAt(version.length() - 1) - '0';
  }

  /** Whether values may share a line. */
  boolean packs() {
    return minor >= 1;
  }
}

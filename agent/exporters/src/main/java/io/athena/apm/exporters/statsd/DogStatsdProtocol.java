package io.athena.apm.exporters.statsd;

import java.util.Map;

/**
 * Which version of the DogStatsD protocol the Agent is known to read (DataDog/documentation {@code
 * datagram_shell.md}).
 *
 * <p>1.0 has tags, 1.1 packed values (Agent 6.25 and 7.25), 1.2 and 1.4 the container, 1.5 external
 * data, 1.6 a cardinality. Timestamps (1.3) are not used: the Agent does not aggregate what has
 * one.
 *
 * @param minor 0 to 6
 * @param fields what every line ends with: {@code |c:ci-1f4e...|e:it-false,...|card:low}
 */
public record DogStatsdProtocol(int minor, String fields) {

  private static final int FIRST_WITH_ORIGIN = 2;

  /** What every Agent reads that Datadog supports. */
  public static final DogStatsdProtocol DEFAULT = new DogStatsdProtocol(1, "");

  /**
   * A version with what is known of where the lines come from; looked up only where it tells it.
   *
   * @param version {@code 1.0} to {@code 1.6}
   * @throws IllegalArgumentException where it is none of these
   */
  public static DogStatsdProtocol of(
      String version, Map<String, String> environment, ContainerFiles files) {
    boolean tells = minor(version) >= FIRST_WITH_ORIGIN;
    return of(version, tells ? Origin.of(environment, files) : Origin.UNKNOWN);
  }

  /** A version with a known origin. */
  static DogStatsdProtocol of(String version, Origin origin) {
    int minor = minor(version);
    return new DogStatsdProtocol(minor, minor < FIRST_WITH_ORIGIN ? "" : origin.fields(minor));
  }

  private static int minor(String version) {
    int minor = version.length() == 3 && version.startsWith("1.") ? version.charAt(2) - '0' : -1;
    if (minor < 0 || minor > 6) {
      throw new IllegalArgumentException(
          "'" + version + "' is not a DogStatsD protocol from 1.0 to 1.6");
    }
    return minor;
  }

  /** Whether values may share a line. */
  boolean packs() {
    return minor >= 1;
  }
}

package io.athena.apm.exporters.statsd;

import java.nio.charset.StandardCharsets;

/** The text before and after the values of one series on the wire. Made once. */
final class SeriesText {

  private final byte[] prefix;
  private final byte[] suffix;

  /**
   * Both parts.
   *
   * @param prefix up to and including the colon before the first value
   * @param suffix after type and rate
   */
  SeriesText(String prefix, String suffix) {
    this.prefix = prefix.getBytes(StandardCharsets.UTF_8);
    this.suffix = suffix.getBytes(StandardCharsets.UTF_8);
  }

  /** Up to and including the colon before the first value. Not to be changed. */
  byte[] prefix() {
    return prefix;
  }

  /** The text after type and rate. Not to be changed. */
  byte[] suffix() {
    return suffix;
  }
}

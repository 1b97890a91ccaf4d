package io.athena.apm.command.statsd;

/** A line that the receiver would drop, or take for something else than its sender meant. */
public final class MalformedLine extends IllegalArgumentException {

  private final String reason;

  MalformedLine(String line, String reason) {
    super(reason + ": " + line);
    this.reason = reason;
  }

  /** The rule that was broken, without the line. */
  public String reason() {
    return reason;
  }
}

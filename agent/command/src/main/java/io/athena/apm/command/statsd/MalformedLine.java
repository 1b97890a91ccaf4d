package io.athena.apm.command.statsd;

/** A line that the receiver would drop, or take for something else than its sender meant. */
public final class MalformedLine extends IllegalArgumentException {

  private static final String DETAIL = "{}";

  private final String rule;
  private final String reason;

  /**
   * Refuses a line.
   *
   * @param rule what is wrong; {@code '{}'} in it stands for the detail
   * @param detail the part of the line that is wrong
   */
  MalformedLine(String line, String rule, String detail) {
    super(rule.replace(DETAIL, detail) + ": " + line);
    this.rule = rule.replace(" '" + DETAIL + "'", "");
    this.reason = rule.replace(DETAIL, detail);
  }

  /** The rule that was broken and what broke it, without the line. */
  public String reason() {
    return reason;
  }

  /** The rule alone, the same for all lines that break it. */
  public String rule() {
    return rule;
  }
}

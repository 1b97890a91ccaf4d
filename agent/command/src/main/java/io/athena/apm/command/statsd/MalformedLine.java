package io.athena.apm.command.statsd;

/** Thrown for a line that the receiver would drop or misread. */
public final class MalformedLine extends IllegalArgumentException {

  private static final String DETAIL = "{}";

  private final String rule;
  private final String reason;

  /** Refuses a line. The detail, the part that is wrong, replaces {@code '{}'} in the rule. */
  MalformedLine(String line, String rule, String detail) {
    super(rule.replace(DETAIL, detail) + ": " + line);
    this.rule = rule.replace(" '" + DETAIL + "'", "");
    this.reason = rule.replace(DETAIL, detail);
  }

  /** The broken rule with its detail, without the line. */
  public String reason() {
    return reason;
  }

  /** The rule without detail, the same for all lines that break it. */
  public String rule() {
    return rule;
  }
}

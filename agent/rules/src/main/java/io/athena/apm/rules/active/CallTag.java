package io.athena.apm.rules.active;

import io.athena.apm.rules.TagRule;
import io.athena.apm.rules.TagValue;
import io.athena.apm.rules.values.ValuePath;
import java.util.function.Consumer;

/** One tag of a call: a constant, or read from the call. */
final class CallTag {

  private final String literal;
  private final CallValue value;

  /**
   * A tag.
   *
   * @param change the metric's {@code on-change}; null for none
   */
  CallTag(TagRule rule, ValuePath change, RuleArguments arguments, Consumer<String> log) {
    if (rule.value() instanceof TagValue.Read read) {
      literal = null;
      value = new CallValue(read.path(), change, arguments, rule.origin().problemsTo(log));
    } else {
      literal = ((TagValue.Literal) rule.value()).text();
      value = null;
    }
  }

  /** The tag's value; null if there is none. */
  String text(CallArguments call) {
    return value == null ? literal : value.text(call);
  }
}

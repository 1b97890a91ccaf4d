package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.TagRule;
import io.athena.apm.core.rules.TagValue;
import io.athena.apm.core.values.ValuePath;
import java.util.function.BiConsumer;

/** One tag of a call: always the same, or read. */
final class CallTag {

  private final String literal;
  private final CallValue value;

  /**
   * A tag.
   *
   * @param change the path whose changes its metric is recorded at; null for none
   */
  CallTag(TagRule rule, ValuePath change, RuleArguments arguments, BiConsumer<Origin, String> log) {
    if (rule.value() instanceof TagValue.Read read) {
      literal = null;
      value = new CallValue(read.path(), change, arguments, rule.origin().problemsTo(log));
    } else {
      literal = ((TagValue.Literal) rule.value()).text();
      value = null;
    }
  }

  /** Null where there is none. */
  String text(Call call) {
    return value == null ? literal : value.text(call);
  }
}

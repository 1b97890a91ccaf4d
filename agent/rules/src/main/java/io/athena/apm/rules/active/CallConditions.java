package io.athena.apm.rules.active;

import io.athena.apm.rules.Condition;
import io.athena.apm.rules.values.ValuePath;
import java.util.List;
import java.util.function.Consumer;

/** The conditions of a metric; all must be met. */
final class CallConditions {

  private final Condition[] conditions;
  private final CallValue[] values;

  /**
   * Conditions.
   *
   * @param change the metric's {@code on-change}; null for none
   */
  CallConditions(
      List<Condition> conditions, ValuePath change, RuleArguments arguments, Consumer<String> log) {
    this.conditions = conditions.toArray(new Condition[0]);
    this.values = new CallValue[this.conditions.length];
    for (int i = 0; i < values.length; i++) {
      Condition condition = this.conditions[i];
      values[i] =
          new CallValue(condition.path(), change, arguments, condition.origin().problemsTo(log));
    }
  }

  boolean areMet(CallArguments call) {
    for (int i = 0; i < values.length; i++) {
      if (!isMet(i, call)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMet(int i, CallArguments call) {
    return conditions[i].literal() == null
        ? conditions[i].isMetBy(values[i].reader().readBoolean(values[i].root(call)))
        : conditions[i].isMetBy(values[i].text(call));
  }
}

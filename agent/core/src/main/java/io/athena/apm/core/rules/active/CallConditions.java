package io.athena.apm.core.rules.active;

import io.athena.apm.core.rules.Condition;
import java.util.List;
import java.util.function.Consumer;

/** The conditions of a metric, all of which have to be met. */
final class CallConditions {

  private final Condition[] conditions;
  private final CallValue[] values;

  CallConditions(List<Condition> conditions, RuleArguments arguments, Consumer<String> problems) {
    this.conditions = conditions.toArray(Condition[]::new);
    this.values = new CallValue[this.conditions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = new CallValue(this.conditions[i].path(), arguments, problems);
    }
  }

  boolean areMet(Call call) {
    for (int i = 0; i < values.length; i++) {
      Object root = values[i].root(call);
      if (!isMet(i, root)) {
        return false;
      }
    }
    return true;
  }

  private boolean isMet(int i, Object root) {
    return conditions[i].literal() == null
        ? conditions[i].isMetBy(values[i].reader().readBoolean(root))
        : conditions[i].isMetBy(values[i].reader().readText(root));
  }
}

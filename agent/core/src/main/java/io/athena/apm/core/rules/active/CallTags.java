package io.athena.apm.core.rules.active;

import io.athena.apm.core.metrics.Cell;
import io.athena.apm.core.metrics.Family;
import io.athena.apm.core.rules.Origin;
import io.athena.apm.core.rules.TagRule;
import io.athena.apm.core.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The tags of a call, and the cell that they lead to. Six at most, as a family takes. */
final class CallTags {

  private final List<String> keys = new ArrayList<>();
  private final CallTag[] tags;

  CallTags(List<TagRule> rules, RuleArguments arguments, BiConsumer<Origin, String> log) {
    this(rules, null, arguments, log);
  }

  /**
   * The tags of a metric.
   *
   * @param watched what it is recorded at changes of; null for nothing
   */
  CallTags(
      List<TagRule> rules,
      ValuePath watched,
      RuleArguments arguments,
      BiConsumer<Origin, String> log) {
    tags = new CallTag[rules.size()];
    for (int i = 0; i < tags.length; i++) {
      keys.add(rules.get(i).key());
      tags[i] = new CallTag(rules.get(i), watched, arguments, log);
    }
  }

  /** Their keys, and one more where that is not null. */
  List<String> keys(String more) {
    List<String> all = new ArrayList<>(keys);
    if (more != null) {
      all.add(more);
    }
    return all;
  }

  /**
   * The cell of these values.
   *
   * @param more the value behind them; ignored by a family that has no more tags
   */
  <C extends Cell> C cell(Family<C> family, String more, Call call) {
    return family.get(
        text(0, more, call),
        text(1, more, call),
        text(2, more, call),
        text(3, more, call),
        text(4, more, call),
        text(5, more, call));
  }

  /** The value of one tag; of the one behind them, {@code more}. */
  String text(int tag, String more, Call call) {
    if (tag < tags.length) {
      return tags[tag].text(call);
    }
    return tag == tags.length ? more : null;
  }
}

package io.athena.apm.rules.active;

import io.athena.apm.metrics.Cell;
import io.athena.apm.metrics.Family;
import io.athena.apm.rules.TagRule;
import io.athena.apm.rules.values.ValuePath;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The tags of a call, at most six, and the cell of their values. */
final class CallTags {

  private final List<String> keys = new ArrayList<>();
  private final CallValue[] tags;

  /** The change is the metric's {@code on-change}; null for none. */
  CallTags(List<TagRule> rules, ValuePath change, RuleArguments arguments, Consumer<String> log) {
    tags = new CallValue[rules.size()];
    for (int i = 0; i < tags.length; i++) {
      keys.add(rules.get(i).key());
      tags[i] = CallValue.of(rules.get(i), change, arguments, log);
    }
  }

  /** The keys, followed by one more unless it is null. */
  List<String> keys(String more) {
    List<String> all = new ArrayList<>(keys);
    if (more != null) {
      all.add(more);
    }
    return all;
  }

  /**
   * The cell of these values and one more value, which is ignored if the family has no further tag.
   */
  <C extends Cell> C cell(Family<C> family, String more, CallArguments call) {
    return family.get(
        text(0, more, call),
        text(1, more, call),
        text(2, more, call),
        text(3, more, call),
        text(4, more, call),
        text(5, more, call));
  }

  /** The value of one tag; {@code more} after the last. */
  String text(int tag, String more, CallArguments call) {
    if (tag < tags.length) {
      return tags[tag].text(call);
    }
    return tag == tags.length ? more : null;
  }
}

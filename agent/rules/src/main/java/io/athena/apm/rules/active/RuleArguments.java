package io.athena.apm.rules.active;

import io.athena.apm.rules.values.ValuePath;
import io.athena.apm.rules.values.ValueRoot;
import java.util.List;
import java.util.TreeSet;

/**
 * The parts of a call that a rule reads, arguments by their sorted indexes. Woven code passes only
 * these, because a number has to be boxed to be passed.
 */
record RuleArguments(List<Integer> indexes, boolean readsThis, boolean readsResult) {

  static RuleArguments of(List<ValuePath> paths) {
    TreeSet<Integer> indexes = new TreeSet<>();
    boolean self = false;
    boolean result = false;
    for (ValuePath path : paths) {
      self |= path.root() == ValueRoot.THIS;
      result |= path.root() == ValueRoot.RETURN;
      if (path.root() == ValueRoot.ARG) {
        indexes.add(path.argument());
      }
    }
    return new RuleArguments(List.copyOf(indexes), self, result);
  }

  /** The index of the argument that is passed as the first, second, third; -1 for none. */
  int index(int position) {
    return position < indexes.size() ? indexes.get(position) : -1;
  }

  /** The position at which an argument is passed. */
  int position(int index) {
    return indexes.indexOf(index);
  }
}

package io.athena.apm.rules.active;

import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.ValuePath;
import java.util.function.Consumer;

/** One value of a call: the root of its path, and the reader for the rest. */
final class CallValue {

  /** Stands for a number that is not there. */
  static final long ABSENT = Long.MIN_VALUE;

  private static final int SELF = 0;
  private static final int RESULT = 4;
  private static final int ERROR = 5;
  private static final int ITEM = 6;

  private final boolean watched;
  private final PathReader reader;
  private final int root;

  CallValue(ValuePath path, RuleArguments arguments, Consumer<String> problems) {
    this(path, null, arguments, problems);
  }

  /**
   * A value.
   *
   * @param change the metric's {@code on-change}; null for none
   */
  CallValue(ValuePath path, ValuePath change, RuleArguments arguments, Consumer<String> problems) {
    this.watched = change != null && change.equals(path);
    this.reader = new PathReader(path, problems);
    this.root =
        switch (path.root()) {
          case THIS -> SELF;
          case ARG -> 1 + arguments.position(path.argument());
          case RETURN -> RESULT;
          case ERROR -> ERROR;
          case ITEM -> ITEM;
        };
  }

  /** The value as text. A watched value is not read again, as it may have changed since. */
  String text(CallArguments call) {
    return watched ? call.change() : reader.readText(root(call));
  }

  /** The object at which the path begins. */
  Object root(CallArguments call) {
    return switch (root) {
      case SELF -> call.self();
      case 1 -> call.first();
      case 2 -> call.second();
      case 3 -> call.third();
      case RESULT -> call.result();
      case ERROR -> call.error();
      default -> call.item();
    };
  }

  /** Reads the value from the root. */
  PathReader reader() {
    return reader;
  }
}

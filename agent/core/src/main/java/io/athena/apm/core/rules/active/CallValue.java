package io.athena.apm.core.rules.active;

import io.athena.apm.core.values.PathReader;
import io.athena.apm.core.values.ValuePath;
import java.util.function.Consumer;

/** One value of a call: what its path begins at, and how it is read from there. */
final class CallValue {

  /** What a number reads as where there is none. */
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
   * @param change the path whose changes its metric is recorded at; null for none
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

  /** The text of it. What is watched is as it was seen: by now it may have changed once more. */
  String text(Call call) {
    return watched ? call.change() : reader.readText(root(call));
  }

  /** What the path begins at. */
  Object root(Call call) {
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

  /** How it is read from there. */
  PathReader reader() {
    return reader;
  }
}

package io.athena.apm.rules.active;

import io.athena.apm.rules.Condition;
import io.athena.apm.rules.TagRule;
import io.athena.apm.rules.TagValue;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.ValuePath;
import java.util.function.Consumer;

/** One value of a call: a constant, or the root of a path and the reader for its steps. */
final class CallValue {

  static final long ABSENT = Long.MIN_VALUE;

  private final String literal;
  private final boolean watched;
  private final PathReader reader;
  private final int root;

  private CallValue(String literal) {
    this.literal = literal;
    this.watched = false;
    this.reader = null;
    this.root = CallArguments.SELF;
  }

  /** The change is the metric's {@code on-change}; null for none. */
  CallValue(ValuePath path, ValuePath change, RuleArguments arguments, Consumer<String> problems) {
    this.literal = null;
    this.watched = path.equals(change);
    this.reader = new PathReader(path, problems);
    this.root =
        switch (path.root()) {
          case THIS -> CallArguments.SELF;
          case ARG -> 1 + arguments.position(path.argument());
          case RETURN -> CallArguments.RESULT;
          case ERROR -> CallArguments.ERROR;
          case ITEM -> CallArguments.ITEM;
        };
  }

  /** The value of a tag, with the parameters of the constructor. */
  static CallValue of(
      TagRule tag, ValuePath change, RuleArguments arguments, Consumer<String> log) {
    return tag.value() instanceof TagValue.Literal literal
        ? new CallValue(literal.text())
        : new CallValue(tag.path(), change, arguments, tag.origin().problemsTo(log));
  }

  /**
   * The value as text; null if it has none. A watched value is not read again, since it may have
   * changed.
   */
  String text(CallArguments call) {
    if (literal != null) {
      return literal;
    }
    return watched ? call.change() : reader.readText(root(call));
  }

  /** Whether the value meets a condition with the same path. */
  boolean meets(Condition condition, CallArguments call) {
    return condition.literal() == null
        ? condition.isMetBy(reader.readBoolean(root(call)))
        : condition.isMetBy(text(call));
  }

  Object root(CallArguments call) {
    return call.root(root);
  }

  PathReader reader() {
    return reader;
  }
}

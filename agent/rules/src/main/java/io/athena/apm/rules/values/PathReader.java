package io.athena.apm.rules.values;

import java.util.function.Consumer;

/**
 * Reads the value at a path, from objects of any class. Called on application threads; never
 * throws. A null value on the path, a member that a class does not have and a value of another kind
 * than the expected one read as null; the last two are reported once for each class.
 *
 * <p>Each step reads the content of {@code Optional}, {@code AtomicReference} and the like.
 */
public final class PathReader {

  private static final String ITEMS =
      "array, nor a collection or map of the JDK that reading does not change";

  private final ValuePath path;
  private final ReadProblems unreadable;
  private final Step[] steps;

  /**
   * A reader. {@code problems} gets one sentence for each class in which the path can't be read, on
   * the thread that reads.
   */
  public PathReader(ValuePath path, Consumer<String> problems) {
    this(path, new ReadProblems(path, problems, false), path.steps().size());
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new Step(unreadable, path.steps().get(i));
    }
  }

  private PathReader(ValuePath path, ReadProblems unreadable, int steps) {
    this.path = path;
    this.unreadable = unreadable;
    this.steps = new Step[steps];
  }

  /**
   * Reads the first of several members, the most likely one first; a class may have none of them.
   * {@code problems} gets one sentence for each class that has one of them but does not allow
   * reading it.
   */
  public static PathReader ofFirst(Consumer<String> problems, String... names) {
    ValuePath path = ValuePath.parse("this." + names[0]);
    PathReader reader = new PathReader(path, new ReadProblems(path, problems, true), 1);
    reader.steps[0] = new Step(reader.unreadable, names);
    return reader;
  }

  /** The path that is read. */
  public ValuePath path() {
    return path;
  }

  /**
   * Whether the current thread runs a getter of the application on behalf of a reader. Calls that
   * the getter makes are not the application's and must not be measured.
   */
  public static boolean isReading() {
    return GetterAccess.inProgress();
  }

  /** Returns the value. The path begins at the root, which may be null. */
  public Object read(Object root) {
    return walk(root, steps.length);
  }

  /** A tag's text, at most 200 characters; null if there is none. */
  public String readText(Object root) {
    Object value = read(root);
    String read = ValueConversion.text(value);
    if (read == null) {
      unreadable.notA("text, number, boolean or enum", value);
    }
    return read;
  }

  /**
   * Like {@link #readText}, but runs no getter: for threads of the agent, which must not wait for
   * locks of the application.
   */
  public String readFieldText(Object root) {
    return root == null || access(root) instanceof GetterAccess ? null : readText(root);
  }

  /** True, false, or null if it is neither. */
  public Boolean readBoolean(Object root) {
    Object value = read(root);
    if (value instanceof Boolean read) {
      return read;
    }
    unreadable.notA("boolean", value);
    return null;
  }

  /**
   * A whole number; a fraction is rounded, a duration is nanoseconds.
   *
   * @param absent returned if there is none, or none in the range of a long
   */
  public long readLong(Object root, long absent) {
    Object target = walk(root, steps.length - 1);
    if (target == null) {
      return absent;
    }
    try {
      long number =
          access(target) instanceof Access.OfNumber field
              ? field.readLong(target, absent)
              : ValueConversion.toLong(number(read(target, steps.length - 1)), absent);
      if (number != ValueConversion.OUT_OF_RANGE) {
        return number;
      }
      unreadable.outOfRange();
      return absent;
    } catch (Throwable thrown) {
      unreadable.threw(target.getClass(), thrown);
      return absent;
    }
  }

  /** A number, a duration in nanoseconds; NaN if there is none. */
  public double readDouble(Object root) {
    Object target = walk(root, steps.length - 1);
    if (target == null) {
      return Double.NaN;
    }
    try {
      return access(target) instanceof Access.OfNumber field
          ? field.readDouble(target)
          : ValueConversion.toDouble(number(read(target, steps.length - 1)));
    } catch (Throwable thrown) {
      unreadable.threw(target.getClass(), thrown);
      return Double.NaN;
    }
  }

  /**
   * Passes on the items of a collection, array or map (its values), at most 1,000, some of them
   * null. The action must not throw.
   */
  public void forEachItem(Object root, Consumer<Object> action) {
    Object holder = read(root);
    if (holder == null || !Items.areIn(holder)) {
      unreadable.notA(ITEMS, holder);
      return;
    }
    try {
      Items.forEach(holder, action);
      if (Items.count(holder) > Items.MOST) {
        unreadable.tooMany();
      }
    } catch (Throwable changedMeanwhile) {
      unreadable.threw(holder.getClass(), changedMeanwhile);
    }
  }

  private Object walk(Object root, int to) {
    Object value = Wrappers.unwrap(root);
    for (int i = 0; i < to && value != null; i++) {
      value = read(value, i);
    }
    return value;
  }

  /** Reads one step; a path without steps is the target itself. */
  private Object read(Object target, int step) {
    if (step < 0) {
      return target;
    }
    try {
      return Wrappers.unwrap(steps[step].get(target.getClass()).read(target));
    } catch (Throwable thrown) {
      unreadable.threw(target.getClass(), thrown);
      return null;
    }
  }

  private Access access(Object target) {
    return steps.length == 0 ? Access.ABSENT : steps[steps.length - 1].get(target.getClass());
  }

  private Object number(Object value) {
    if (!ValueConversion.isNumeric(value)) {
      unreadable.notA("number", value);
    }
    return value;
  }
}

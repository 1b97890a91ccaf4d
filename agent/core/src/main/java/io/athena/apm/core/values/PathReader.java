package io.athena.apm.core.values;

import java.util.function.Consumer;

/**
 * Reads what a path leads to, from objects of any class. Called on application threads; never
 * throws. Null anywhere on the way, a member that a class has not got, and a value of another form
 * than the one asked for all read as nothing; the last two are told once for each class.
 *
 * <p>{@code Optional}, {@code AtomicReference} and the like are looked into at each step.
 */
public final class PathReader {

  private final ValuePath path;
  private final Unreadable unreadable;
  private final Step[] steps;
  private final Wanted text;
  private final Wanted number;
  private final Wanted flag;
  private final ItemHolders holders;

  /**
   * A reader.
   *
   * @param problems gets one sentence for each class in which the path can't be read, on the thread
   *     that reads
   */
  public PathReader(ValuePath path, Consumer<String> problems) {
    this.path = path;
    this.unreadable = new Unreadable(path, problems);
    this.steps = new Step[path.steps().size()];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = new Step(path.steps().get(i), unreadable);
    }
    this.text = new Wanted("text, number, boolean or enum", unreadable);
    this.number = new Wanted("number", unreadable);
    this.flag = new Wanted("boolean", unreadable);
    this.holders = new ItemHolders(unreadable);
  }

  /** What is read. */
  public ValuePath path() {
    return path;
  }

  /**
   * Whether the current thread runs a getter of the application on behalf of a reader. What it
   * meets then is not the application's doing and must not be measured.
   */
  public static boolean isReading() {
    return GetterAccess.inProgress();
  }

  /**
   * The value itself.
   *
   * @param root what the path begins at; may be null
   */
  public Object read(Object root) {
    return walk(root, steps.length);
  }

  /** A tag's text, at most 200 characters; null where there is none. */
  public String readText(Object root) {
    Object value = read(root);
    String read = Forms.text(value);
    if (read == null) {
      text.isNot(value);
    }
    return read;
  }

  /** True, false, or null where it is neither. */
  public Boolean readBoolean(Object root) {
    Object value = read(root);
    if (value instanceof Boolean read) {
      return read;
    }
    flag.isNot(value);
    return null;
  }

  /**
   * A whole number; a fraction is rounded, a duration is nanoseconds.
   *
   * @param absent what to return where there is none
   */
  public long readLong(Object root, long absent) {
    Object target = walk(root, steps.length - 1);
    if (target == null) {
      return absent;
    }
    try {
      return access(target) instanceof NumberAccess field
          ? field.readLong(target, absent)
          : Forms.toLong(number(read(target, steps.length - 1)), absent);
    } catch (Throwable thrown) {
      unreadable.threw(target.getClass(), thrown);
      return absent;
    }
  }

  /** A number, a duration in nanoseconds; not a number where there is none. */
  public double readDouble(Object root) {
    Object target = walk(root, steps.length - 1);
    if (target == null) {
      return Double.NaN;
    }
    try {
      return access(target) instanceof NumberAccess field
          ? field.readDouble(target)
          : Forms.toDouble(number(read(target, steps.length - 1)));
    } catch (Throwable thrown) {
      unreadable.threw(target.getClass(), thrown);
      return Double.NaN;
    }
  }

  /**
   * Hands over the items of a collection, array or map (its values), at most 1,000, some of them
   * null.
   *
   * @param action must not throw
   */
  public void forEachItem(Object root, Consumer<Object> action) {
    Object holder = read(root);
    if (holder == null || !holders.get(holder.getClass())) {
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

  /** One step; a path without steps stays where it is. */
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
    return steps.length == 0 ? Nothing.INSTANCE : steps[steps.length - 1].get(target.getClass());
  }

  private Object number(Object value) {
    if (value != null && !Forms.isNumeric(value)) {
      number.isNot(value);
    }
    return value;
  }
}

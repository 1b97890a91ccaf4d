package io.athena.apm.rules.values;

import io.athena.apm.core.text.NearestName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Reports once for each class why a path can't be read there. Keeps text only, no class. */
final class ReadProblems {

  /** Generated classes may have any number of names, so no more are reported. */
  private static final int MOST_PROBLEMS = 20;

  private final ValuePath path;
  private final Consumer<String> problems;
  private final boolean optional;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /**
   * No problems yet.
   *
   * @param optional whether the value may be absent: then only hidden members are reported
   */
  ReadProblems(ValuePath path, Consumer<String> problems, boolean optional) {
    this.path = path;
    this.optional = optional;
    this.problems = problems;
  }

  void noMember(Class<?> type, String name) {
    if (optional) {
      return;
    }
    if (JdkClasses.contain(type) || type.isArray()) {
      report(type.getTypeName() + " is not asked for '" + name + "'");
    } else {
      String nearest = NearestName.hint(name, Members.names(type));
      report(type.getName() + " has no field or getter '" + name + "'" + nearest);
    }
  }

  void outOfReach(Class<?> type, String name, Throwable reason) {
    report(
        type.getName()
            + "."
            + name
            + " is out of reach ("
            + reason.getClass().getSimpleName()
            + ")");
  }

  void threw(Class<?> type, Throwable thrown) {
    if (!optional) {
      report(type.getName() + " threw " + thrown.getClass().getName());
    }
  }

  /** The value is of another kind than the expected one. */
  void notA(String wanted, Class<?> type) {
    if (!optional) {
      report(type.getTypeName() + " is no " + wanted);
    }
  }

  void tooMany() {
    report("it has more than " + Items.MOST + " items, and the rest is not looked at", path + ": ");
  }

  private void report(String reason) {
    report(reason, path + " can't be read: ");
  }

  private void report(String reason, String beginning) {
    if (reported.size() < MOST_PROBLEMS && reported.add(reason)) {
      problems.accept(beginning + reason);
    }
  }
}

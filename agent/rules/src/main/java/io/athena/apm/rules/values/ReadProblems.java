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

  /** The kinds of values that a class was reported not to be. */
  private final ClassValue<Set<String>> mismatches =
      new ClassValue<>() {
        @Override
        protected Set<String> computeValue(Class<?> type) {
          return ConcurrentHashMap.newKeySet();
        }
      };

  /** If the value is optional, only hidden members are reported. */
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
      report(type.getTypeName() + " has no '" + name + "'");
      return;
    }
    String getter = Members.refusedGetter(type, name);
    report(
        getter == null
            ? type.getName()
                + " has no field or getter '"
                + name
                + "'"
                + NearestName.hint(name, Members.names(type))
            : type.getName() + "." + getter + " is not called, since the JDK declares it, too");
  }

  void notAccessible(Class<?> type, String name, Throwable reason) {
    String why = reason.getClass().getSimpleName();
    report(type.getName() + "." + name + " is not accessible (" + why + ")");
  }

  void threw(Class<?> type, Throwable thrown) {
    if (!optional) {
      report(type.getName() + " threw " + thrown.getClass().getName());
    }
  }

  /**
   * Reports a value of another kind than the expected one, unless it is null. Allocates nothing if
   * the kind was already reported for the class.
   */
  void notA(String kind, Object value) {
    if (value != null && !optional && mismatches.get(value.getClass()).add(kind)) {
      report(value.getClass().getTypeName() + " is no " + kind);
    }
  }

  void outOfRange() {
    add(path + " gave a number that is not finite or beyond 2^63, which is not recorded");
  }

  void tooMany() {
    add(path + ": it has more than " + Items.MOST + " items; the others are not read");
  }

  private void report(String reason) {
    add(path + " can't be read: " + reason);
  }

  private void add(String problem) {
    if (reported.size() < MOST_PROBLEMS && reported.add(problem)) {
      problems.accept(problem);
    }
  }
}

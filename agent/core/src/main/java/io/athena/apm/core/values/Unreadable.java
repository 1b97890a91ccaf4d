package io.athena.apm.core.values;

import io.athena.apm.core.text.NearestName;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Tells once for each class why a path can't be read there. Keeps text only, no class. */
final class Unreadable {

  /** Generated classes may have any number of names. */
  private static final int MOST_PROBLEMS = 20;

  private final ValuePath path;
  private final Consumer<String> problems;
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  Unreadable(ValuePath path, Consumer<String> problems) {
    this.path = path;
    this.problems = problems;
  }

  void noMember(Class<?> type, String name) {
    if (JdkClasses.contain(type) || type.isArray()) {
      tell(type.getTypeName() + " is not asked for '" + name + "'");
    } else {
      String nearest = NearestName.hint(name, Members.names(type));
      tell(type.getName() + " has no field or getter '" + name + "'" + nearest);
    }
  }

  void outOfReach(Class<?> type, String name, Throwable reason) {
    tell(
        type.getName()
            + "."
            + name
            + " is out of reach ("
            + reason.getClass().getSimpleName()
            + ")");
  }

  void threw(Class<?> type, Throwable thrown) {
    tell(type.getName() + " threw " + thrown.getClass().getName());
  }

  /** A value that is there, but no such one as is wanted. */
  void notA(String wanted, Class<?> type) {
    tell(type.getTypeName() + " is no " + wanted);
  }

  void tooMany() {
    tell("it has more than " + Items.MOST + " items, and the rest is not looked at", path + ": ");
  }

  private void tell(String reason) {
    tell(reason, path + " can't be read: ");
  }

  private void tell(String reason, String beginning) {
    if (told.size() < MOST_PROBLEMS && told.add(reason)) {
      problems.accept(beginning + reason);
    }
  }
}

package io.athena.apm.rules.values;

/** One step of a path: a member by its name or the first of several, looked up once in a class. */
final class Step extends ClassValue<Access> {

  private final String[] names;
  private final ReadProblems unreadable;

  Step(ReadProblems unreadable, String... names) {
    this.names = names;
    this.unreadable = unreadable;
  }

  @Override
  protected Access computeValue(Class<?> type) {
    for (String name : names) {
      try {
        Access access = find(type, name);
        if (access != null) {
          return access;
        }
      } catch (ReflectiveOperationException | LinkageError | RuntimeException hidden) {
        // This includes a class that refers to a missing class.
        unreadable.notAccessible(type, name, hidden);
        return Access.ABSENT;
      }
    }
    unreadable.noMember(type, names[0]);
    return Access.ABSENT;
  }

  /** Looks for a size before an element: a map's {@code size} is never one of its keys. */
  private static Access find(Class<?> type, String name) throws ReflectiveOperationException {
    Access member = JdkClasses.contain(type) ? null : Members.find(type, name);
    if (member == null) {
      member = JdkMember.find(type, name);
    }
    return member == null ? ElementAccess.find(type, name) : member;
  }
}

package io.athena.apm.core.values;

/** One name of a path, looked up once in each class that it is met in. */
final class Step extends ClassValue<Access> {

  private final String name;
  private final Unreadable unreadable;

  Step(String name, Unreadable unreadable) {
    this.name = name;
    this.unreadable = unreadable;
  }

  @Override
  protected Access computeValue(Class<?> type) {
    try {
      Access access = find(type);
      if (access != null) {
        return access;
      }
      unreadable.noMember(type, name);
    } catch (ReflectiveOperationException | LinkageError | RuntimeException hidden) {
      // Also a class that names another one which is not there.
      unreadable.outOfReach(type, name, hidden);
    }
    return Nothing.INSTANCE;
  }

  /** A number of elements before an element: a map's {@code size} is never one of its keys. */
  private Access find(Class<?> type) throws ReflectiveOperationException {
    Access member = JdkClasses.contain(type) ? null : Members.find(type, name);
    if (member == null) {
      member = JdkMember.find(type, name);
    }
    return member == null ? ElementAccess.find(type, name) : member;
  }
}

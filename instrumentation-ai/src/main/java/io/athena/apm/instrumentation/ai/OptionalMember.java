package io.athena.apm.instrumentation.ai;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.Method;

/**
 * A value of a library's object that only some of its classes have: a method without parameters, or
 * a field. For any thread.
 */
public final class OptionalMember {

  private static final AccessibleObject[] NONE = {};

  private final String[] paths;
  private final ClassValue<AccessibleObject[]> members =
      new ClassValue<>() {
        @Override
        protected AccessibleObject[] computeValue(Class<?> type) {
          return first(type);
        }
      };

  /**
   * The first that a class has.
   *
   * @param paths names, or two with a dot between them
   */
  public OptionalMember(String... paths) {
    this.paths = paths.clone();
  }

  /** A number; null for none. */
  public Long number(Object target) {
    return value(target) instanceof Number number ? number.longValue() : null;
  }

  /** A text; null for none. */
  public String text(Object target) {
    return value(target) instanceof String text ? text : null;
  }

  private Object value(Object target) {
    try {
      Object value = target;
      for (AccessibleObject member : members.get(target.getClass())) {
        value = value == null ? null : read(member, value);
      }
      return value == target ? null : value;
    } catch (ReflectiveOperationException unreadable) {
      return null;
    }
  }

  private static Object read(AccessibleObject member, Object target)
      throws ReflectiveOperationException {
    return member instanceof Method method ? method.invoke(target) : ((Field) member).get(target);
  }

  private AccessibleObject[] first(Class<?> type) {
    for (String path : paths) {
      AccessibleObject[] found = path(type, path.split("\\."));
      if (found != null) {
        return found;
      }
    }
    return NONE;
  }

  private static AccessibleObject[] path(Class<?> type, String[] names) {
    AccessibleObject[] path = new AccessibleObject[names.length];
    Class<?> each = type;
    for (int i = 0; i < names.length; i++) {
      path[i] = member(each, names[i]);
      if (path[i] == null) {
        return null;
      }
      each =
          path[i] instanceof Method method ? method.getReturnType() : ((Field) path[i]).getType();
    }
    return path;
  }

  /** Null for none, or for one that the library's module does not open. */
  private static AccessibleObject member(Class<?> type, String name) {
    try {
      Method method = type.getMethod(name);
      return method.trySetAccessible() ? method : null;
    } catch (NoSuchMethodException none) {
      return field(type, name);
    }
  }

  private static Field field(Class<?> type, String name) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Field field : each.getDeclaredFields()) {
        if (field.getName().equals(name)) {
          return field.trySetAccessible() ? field : null;
        }
      }
    }
    return null;
  }
}

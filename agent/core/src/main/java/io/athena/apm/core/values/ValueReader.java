package io.athena.apm.core.values;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Reads one value by name from objects of any class: the first of its names that a class has as a
 * field or as a method without arguments ({@code name()}, {@code getName()}). Called on application
 * threads; never throws.
 *
 * <p>Text, numbers and enum constants are values; an {@code AtomicReference} or {@code Optional}
 * around one is looked into. Anything else reads as null, so that no application object is turned
 * into text by code that might do anything.
 */
public final class ValueReader {

  private final String[] names;
  private final Consumer<String> problems;
  private final ClassValue<Access> members =
      new ClassValue<>() {
        @Override
        protected Access computeValue(Class<?> type) {
          Access found = find(type);
          return found == null ? Nothing.INSTANCE : found;
        }
      };

  /**
   * A reader.
   *
   * @param problems gets one sentence for each class in which the value is present but hidden
   * @param names what the value may be called, most likely first
   */
  public ValueReader(Consumer<String> problems, String... names) {
    this.problems = problems;
    this.names = names.clone();
  }

  /**
   * The value.
   *
   * @param object may be null
   * @return null where there is none
   */
  public String read(Object object) {
    return object == null ? null : read(members.get(object.getClass()), object);
  }

  /**
   * The value, where it is kept in a field. Runs no code of the application, which might wait for a
   * monitor: for threads of the agent, on which nothing may wait.
   *
   * @return null where there is none, or where only a getter tells it
   */
  public String readField(Object object) {
    Access member = members.get(object.getClass());
    return member instanceof GetterAccess ? null : read(member, object);
  }

  private static String read(Access member, Object object) {
    try {
      return text(member.read(object));
    } catch (Throwable unreadable) {
      // A getter of the application that throws has no value to tell.
      return null;
    }
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof Boolean || Forms.isNumber(value)) {
      return value.toString();
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof AtomicReference<?> reference) {
      return text(reference.get());
    }
    return value instanceof Optional<?> optional && optional.isPresent()
        ? text(optional.get())
        : null;
  }

  private Access find(Class<?> type) {
    for (Class<?> owner = type;
        owner != null && owner.getClassLoader() != null;
        owner = owner.getSuperclass()) {
      for (String name : names) {
        Access member = find(owner, name);
        if (member != null) {
          return member;
        }
      }
    }
    return null;
  }

  private Access find(Class<?> owner, String name) {
    try {
      MethodHandle field = Members.field(owner, name);
      if (field != null) {
        return MemberAccess.field(field);
      }
      for (Method method : owner.getDeclaredMethods()) {
        if (isGetter(method, name)) {
          return MemberAccess.getter(Members.lookup(owner).unreflect(method));
        }
      }
    } catch (IllegalAccessException | LinkageError hidden) {
      problems.accept(
          owner.getName() + "." + name + " can't be read: " + hidden.getClass().getSimpleName());
    }
    return null;
  }

  private static boolean isGetter(Method method, String name) {
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !Modifier.isStatic(method.getModifiers())
        && (method.getName().equals(name)
            || method
                .getName()
                .equals("get" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1)));
  }
}

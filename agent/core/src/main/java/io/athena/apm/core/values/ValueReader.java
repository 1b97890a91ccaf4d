package io.athena.apm.core.values;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
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

  private static final MethodType GETTER = MethodType.methodType(Object.class, Object.class);

  private final String[] names;
  private final Consumer<String> problems;
  private final ClassValue<Optional<MethodHandle>> getters =
      new ClassValue<>() {
        @Override
        protected Optional<MethodHandle> computeValue(Class<?> type) {
          return Optional.ofNullable(find(type));
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
    if (object == null) {
      return null;
    }
    Optional<MethodHandle> getter = getters.get(object.getClass());
    if (getter.isEmpty()) {
      return null;
    }
    try {
      return text((Object) getter.get().invokeExact(object));
    } catch (Throwable unreadable) {
      // A getter of the application that throws has no value to tell.
      return null;
    }
  }

  private static String text(Object value) {
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
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

  private MethodHandle find(Class<?> type) {
    for (Class<?> owner = type;
        owner != null && owner.getClassLoader() != null;
        owner = owner.getSuperclass()) {
      for (String name : names) {
        MethodHandle getter = find(owner, name);
        if (getter != null) {
          return getter.asType(GETTER);
        }
      }
    }
    return null;
  }

  private MethodHandle find(Class<?> owner, String name) {
    try {
      MethodHandle field = Members.field(owner, name);
      if (field != null) {
        return field;
      }
      for (Method method : owner.getDeclaredMethods()) {
        if (isGetter(method, name)) {
          return Members.lookup(owner).unreflect(method);
        }
      }
    } catch (IllegalAccessException | LinkageError hidden) {
      problems.accept(owner.getName() + "." + name + " can't be read: " + hidden.getMessage());
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

package io.athena.apm.rules.values;

import io.athena.apm.weaving.ModuleOpener;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the member of an application's class by its name: a field, declared or inherited, before
 * any method, because reading a field runs no code. Never a static member, and never a method that
 * the JDK declares, such as {@code toString}, {@code Supplier.get} and {@code Iterator.next}.
 */
final class Members {

  private Members() {}

  /** Returns the member's access; null if there is none. */
  static Access find(Class<?> type, String name) throws IllegalAccessException {
    for (Class<?> owner = type; isApplications(owner); owner = owner.getSuperclass()) {
      MethodHandle field = field(owner, name);
      if (field != null) {
        return MemberAccess.field(field);
      }
    }
    Method getter = getter(type, type, name);
    return getter == null
        ? null
        : MemberAccess.getter(lookup(getter.getDeclaringClass()).unreflect(getter));
  }

  /** The field that a class declares itself; null if it declares none of this name. */
  static MethodHandle field(Class<?> owner, String name) throws IllegalAccessException {
    for (Field field : owner.getDeclaredFields()) {
      if (field.getName().equals(name) && !Modifier.isStatic(field.getModifiers())) {
        return lookup(owner).unreflectGetter(field);
      }
    }
    return null;
  }

  /** A lookup with access to the private members of a class. */
  static MethodHandles.Lookup lookup(Class<?> owner) throws IllegalAccessException {
    ModuleOpener.open(owner);
    return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
  }

  /** Searches the class, then its super classes, then default methods of interfaces. */
  private static Method getter(Class<?> type, Class<?> owner, String name) {
    if (!isApplications(owner)) {
      return null;
    }
    for (Method method : owner.getDeclaredMethods()) {
      if (isGetter(method, name) && !declaredByJdk(type, method.getName())) {
        return method;
      }
    }
    Method inherited = getter(type, owner.getSuperclass(), name);
    Class<?>[] interfaces = owner.getInterfaces();
    for (int i = 0; i < interfaces.length && inherited == null; i++) {
      inherited = getter(type, interfaces[i], name);
    }
    return inherited;
  }

  /** The getter that is not called since the JDK declares it too; null if there is none. */
  static String refusedGetter(Class<?> type, String name) {
    for (Class<?> owner = type; isApplications(owner); owner = owner.getSuperclass()) {
      for (Method method : owner.getDeclaredMethods()) {
        if (isGetter(method, name)) {
          return method.getName();
        }
      }
    }
    return null;
  }

  private static boolean isApplications(Class<?> owner) {
    return owner != null && !JdkClasses.contain(owner);
  }

  private static boolean isGetter(Method method, String name) {
    return isReadable(method) && GetterNames.isGetter(method.getName(), name, isFlag(method));
  }

  private static boolean isReadable(Method method) {
    int refused = Modifier.STATIC | Modifier.PRIVATE | Modifier.ABSTRACT;
    return method.getParameterCount() == 0
        && method.getReturnType() != void.class
        && !method.isSynthetic()
        && (method.getModifiers() & refused) == 0
        && !GetterNames.isRefused(method.getName());
  }

  private static boolean isFlag(Method method) {
    return method.getReturnType() == boolean.class || method.getReturnType() == Boolean.class;
  }

  private static boolean declaredByJdk(Class<?> type, String method) {
    if (type == null) {
      return false;
    }
    if (JdkClasses.contain(type) && declares(type, method)) {
      return true;
    }
    for (Class<?> superInterface : type.getInterfaces()) {
      if (declaredByJdk(superInterface, method)) {
        return true;
      }
    }
    return declaredByJdk(type.getSuperclass(), method);
  }

  private static boolean declares(Class<?> type, String name) {
    for (Method method : type.getDeclaredMethods()) {
      if (method.getParameterCount() == 0 && method.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  /** The names that {@link #find} would find, for suggestions. */
  static Collection<String> names(Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (Class<?> owner = type; isApplications(owner); owner = owner.getSuperclass()) {
      for (Field field : owner.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          names.add(field.getName());
        }
      }
      for (Method method : owner.getDeclaredMethods()) {
        if (isReadable(method) && !declaredByJdk(type, method.getName())) {
          names.add(GetterNames.property(method.getName()));
        }
      }
    }
    return names;
  }
}

package io.athena.apm.rules.values;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** Reads a field, or calls a method without arguments, by a method handle. */
final class MemberAccess {

  private static final MethodType REFERENCE = MethodType.methodType(Object.class, Object.class);
  private static final MethodType LONG = MethodType.methodType(long.class, Object.class);
  private static final MethodType DOUBLE = MethodType.methodType(double.class, Object.class);

  private MemberAccess() {}

  /** A field's access. Whole numbers and doubles are not boxed. */
  static Access field(MethodHandle field) {
    Class<?> type = field.type().returnType();
    if (type == long.class || type == int.class || type == short.class || type == byte.class) {
      return new OfLong(field.asType(LONG));
    }
    return type == double.class ? new OfDouble(field.asType(DOUBLE)) : new OfReference(field);
  }

  static Access getter(MethodHandle method) {
    return new GetterAccess(new OfReference(method));
  }

  private record OfReference(MethodHandle member) implements Access {

    OfReference {
      member = member.asType(REFERENCE);
    }

    @Override
    public Object read(Object target) throws Throwable {
      return (Object) member.invokeExact(target);
    }
  }

  private record OfLong(MethodHandle member) implements Access.OfNumber {

    @Override
    public Object read(Object target) throws Throwable {
      return (long) member.invokeExact(target);
    }

    @Override
    public long readLong(Object target, long absent) throws Throwable {
      return (long) member.invokeExact(target);
    }

    @Override
    public double readDouble(Object target) throws Throwable {
      return (long) member.invokeExact(target);
    }
  }

  private record OfDouble(MethodHandle member) implements Access.OfNumber {

    @Override
    public Object read(Object target) throws Throwable {
      return (double) member.invokeExact(target);
    }

    @Override
    public long readLong(Object target, long absent) throws Throwable {
      return ValueConversion.round((double) member.invokeExact(target));
    }

    @Override
    public double readDouble(Object target) throws Throwable {
      return (double) member.invokeExact(target);
    }
  }
}

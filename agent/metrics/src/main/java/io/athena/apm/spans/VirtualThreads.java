package io.athena.apm.spans;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Recognizes virtual threads, which JDK 21 and later have. */
final class VirtualThreads {

  static final boolean EXIST = Runtime.version().feature() >= 21;

  private VirtualThreads() {}

  static boolean isVirtual(Thread thread) {
    if (!EXIST) {
      return false;
    }
    try {
      return (boolean) Query.IS_VIRTUAL.invokeExact(thread);
    } catch (Throwable impossible) {
      return false;
    }
  }

  /** Initialised at the first call of {@link #isVirtual}. */
  private static final class Query {

    static final MethodHandle IS_VIRTUAL = find();

    private static MethodHandle find() {
      try {
        return MethodHandles.lookup()
            .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
      } catch (ReflectiveOperationException changed) {
        throw new LinkageError("Thread.isVirtual", changed);
      }
    }
  }
}

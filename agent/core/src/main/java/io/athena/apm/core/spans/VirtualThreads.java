package io.athena.apm.core.spans;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** What JDK 21 and later know of virtual threads, for code that runs on 17 too. */
final class VirtualThreads {

  /** Whether this JDK has any. */
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

  /** Made when the first thread is asked about. */
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

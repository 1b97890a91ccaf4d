package io.athena.apm.rules.async;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reactor's {@code Mono} and {@code Flux}: observed by the library's own operators. */
/*
 * defer creates a chain of doOnSuccess or doOnComplete, doOnError and doOnCancel for each subscriber.
 * All of them take functions of the JDK, so the application's loader need not see our classes, and
 * the library handles elements, demand, context and fusion. The callbacks can't throw: a PendingCall
 * never does.
 */
final class AsyncReactor implements AsyncResult {

  private static final String PACKAGE = "reactor.core.publisher.";

  private final boolean single;
  private final MethodHandle defer;
  private final MethodHandle onEnd;
  private final MethodHandle onError;
  private final MethodHandle onCancel;

  private AsyncReactor(Class<?> type, boolean single) throws ReflectiveOperationException {
    this.single = single;
    this.defer =
        MethodHandles.publicLookup()
            .findStatic(type, "defer", MethodType.methodType(type, Supplier.class))
            .asType(MethodType.methodType(Object.class, Supplier.class));
    this.onEnd =
        single
            ? operator(type, "doOnSuccess", Consumer.class)
            : operator(type, "doOnComplete", Runnable.class);
    this.onError = operator(type, "doOnError", Consumer.class);
    this.onCancel = operator(type, "doOnCancel", Runnable.class);
  }

  private static MethodHandle operator(Class<?> type, String name, Class<?> function)
      throws ReflectiveOperationException {
    return MethodHandles.publicLookup()
        .findVirtual(type, name, MethodType.methodType(type, function))
        .asType(MethodType.methodType(Object.class, Object.class, function));
  }

  /**
   * For the results of a class.
   *
   * @return null if the class is neither of them, or a public subclass to which callers may cast
   */
  static AsyncResult of(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      String name = each.getName();
      if (name.equals(PACKAGE + "Mono") || name.equals(PACKAGE + "Flux")) {
        return of(each, name.endsWith("Mono"));
      }
      boolean operator =
          name.equals(PACKAGE + "MonoOperator") || name.equals(PACKAGE + "FluxOperator");
      if (Modifier.isPublic(each.getModifiers()) && !operator) {
        return null;
      }
    }
    return null;
  }

  private static AsyncResult of(Class<?> type, boolean single) {
    try {
      return new AsyncReactor(type, single);
    } catch (ReflectiveOperationException otherVersion) {
      return null;
    }
  }

  @Override
  public Object replace(Object result, PendingCall call) {
    Supplier<Object> subscribed =
        () -> {
          PendingCall subscriber = call.subscribed();
          return subscriber == null ? result : watched(result, subscriber);
        };
    try {
      return (Object) defer.invokeExact(subscribed);
    } catch (Throwable impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private Object watched(Object result, PendingCall call) {
    Consumer<Throwable> failed = error -> call.ended(null, error);
    // Cancelling a Mono abandons it, as with a Future; cancelling a Flux may be its normal end.
    Runnable cancelled = () -> call.ended(null, single ? new CancellationException() : null);
    try {
      Object watched = (Object) onError.invokeExact(result, failed);
      watched = (Object) onCancel.invokeExact(watched, cancelled);
      return single ? onValue(watched, call) : onEnd(watched, call);
    } catch (Throwable impossible) {
      return result;
    }
  }

  private Object onValue(Object mono, PendingCall call) throws Throwable {
    Consumer<Object> ended = value -> call.ended(value, null);
    return (Object) onEnd.invokeExact(mono, ended);
  }

  private Object onEnd(Object flux, PendingCall call) throws Throwable {
    Runnable ended = () -> call.ended(null, null);
    return (Object) onEnd.invokeExact(flux, ended);
  }
}

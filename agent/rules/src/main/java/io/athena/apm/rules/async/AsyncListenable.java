package io.athena.apm.rules.async;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;

/**
 * A {@link Future} with listeners, of Google's libraries: Guava's {@code ListenableFuture} and
 * {@code ApiFuture} of the clients of Google's services.
 */
final class AsyncListenable implements AsyncResult {

  private static final Set<String> TYPES =
      Set.of("com.google.common.util.concurrent.ListenableFuture", "com.google.api.core.ApiFuture");

  private static final MethodType ADD =
      MethodType.methodType(void.class, Runnable.class, Executor.class);

  private static final PendingResults PENDING = PendingResults.OF_THIS_JVM;

  private final MethodHandle addListener;

  private AsyncListenable(Class<?> type) throws ReflectiveOperationException {
    this.addListener =
        MethodHandles.publicLookup()
            .findVirtual(type, "addListener", ADD)
            .asType(ADD.insertParameterTypes(0, Object.class));
  }

  /** For the results of a class; null if it is another class. */
  static AsyncResult of(Class<?> type) {
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      for (Class<?> parent : each.getInterfaces()) {
        AsyncResult found = TYPES.contains(parent.getName()) ? ofInterface(parent) : of(parent);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static AsyncResult ofInterface(Class<?> type) {
    try {
      return new AsyncListenable(type);
    } catch (ReflectiveOperationException otherVersion) {
      return null;
    }
  }

  @Override
  public void watch(Object result, PendingCall call) {
    Future<?> future = (Future<?>) result;
    PENDING.await(future, call, calls -> listen(future, calls));
  }

  private void listen(Future<?> future, WaitingCalls calls) throws Throwable {
    Runnable listener = () -> PENDING.end(future, calls, call -> AsyncFuture.read(future, call));
    Executor onTheThreadThatTells = Runnable::run;
    addListener.invokeExact((Object) future, listener, onTheThreadThatTells);
  }
}

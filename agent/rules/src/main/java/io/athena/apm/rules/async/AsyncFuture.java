package io.athena.apm.rules.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A {@link Future} of the JDK: read if it is done, otherwise when it completes. */
final class AsyncFuture implements AsyncResult {

  /** Whether reading runs only code of the JDK: a class may override both methods. */
  static boolean isOfTheJdk(Class<?> type) {
    try {
      return type.getMethod("isDone").getDeclaringClass().getClassLoader() == null
          && type.getMethod("get").getDeclaringClass().getClassLoader() == null;
    } catch (NoSuchMethodException | LinkageError incomplete) {
      return false;
    }
  }

  @Override
  public void watch(Object result, PendingCall call) {
    Future<?> future = (Future<?>) result;
    if (future.isDone()) {
      read(future, call);
    } else if (!PendingFutures.ofThisJvm().await(future, call)) {
      call.unobservable(future.getClass());
    }
  }

  @Override
  public void endIfThere(Object result, PendingCall call) {
    if (((Future<?>) result).isDone()) {
      read((Future<?>) result, call);
    }
  }

  /** Never waits: the future is done. Some implementations check the interrupt first. */
  static void read(Future<?> done, PendingCall call) {
    boolean interrupted = Thread.interrupted();
    try {
      call.ended(done.get(), null);
    } catch (ExecutionException failed) {
      call.ended(null, failed.getCause() == null ? failed : failed.getCause());
    } catch (CancellationException cancelled) {
      call.ended(null, cancelled);
    } catch (InterruptedException meanwhile) {
      interrupted = true;
      call.unobservable(done.getClass());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

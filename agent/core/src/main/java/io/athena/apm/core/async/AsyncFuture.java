package io.athena.apm.core.async;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A {@link Future} of the JDK: read where it is done, and else when its completion tells. */
final class AsyncFuture implements AsyncResult {

  /** Whether asking runs no code but the JDK's: a class may override both. */
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
      call.unseen(future.getClass());
    }
  }

  /** Never waits: it is done. Some implementations look at the thread before their result. */
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
      call.unseen(done.getClass());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

package io.athena.apm.core.later;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** A {@link Future} of the JDK. It tells nobody, so only one that is done already is read. */
/*
 * Why nothing looks again later
 *
 * Whoever looks at each flush knows the end to ten seconds only. Worse, it has to hold the future
 * until then: strongly, and ten seconds of results are kept alive in a busy service; weakly, and
 * those that nobody kept are gone before they were read, so the errors among them are not counted.
 */
final class LaterFuture implements LaterResult {

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
    } else {
      call.unseen(future.getClass());
    }
  }

  private static void read(Future<?> done, PendingCall call) {
    try {
      call.ended(done.get(), null);
    } catch (ExecutionException failed) {
      call.ended(null, failed.getCause() == null ? failed : failed.getCause());
    } catch (CancellationException cancelled) {
      call.ended(null, cancelled);
    } catch (InterruptedException interrupted) {
      // Some implementations look at the thread before they look at the result.
      Thread.currentThread().interrupt();
      call.unseen(done.getClass());
    }
  }
}

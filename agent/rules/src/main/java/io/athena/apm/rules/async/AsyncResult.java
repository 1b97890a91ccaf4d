package io.athena.apm.rules.async;

/** A kind of asynchronous result. One instance for each class of such results. */
public interface AsyncResult {

  /**
   * Notifies a call when its result arrives; leaves the result as it is. The default is for results
   * to which nothing can be added without the risk of breaking them: their end is unknown.
   */
  default void watch(Object result, PendingCall call) {
    call.unobservable(result.getClass());
  }

  /**
   * Notifies a call at once if its result is there: the thread that completed it notifies later.
   * Not all kinds can tell.
   */
  default void endIfThere(Object result, PendingCall call) {
    // Then that thread's notification is awaited.
  }

  /**
   * Notifies a call when its result arrives.
   *
   * @return what the method has to return instead: the result, or a wrapper
   */
  default Object replace(Object result, PendingCall call) {
    watch(result, call);
    return result;
  }
}

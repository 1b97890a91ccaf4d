package io.athena.apm.rules.async;

/** A kind of asynchronous result. One instance for each class of such results. */
public interface AsyncResult {

  /**
   * Notifies a call when its result arrives; leaves the result as it is. By default the end is
   * unknown, for results that a listener might break.
   */
  default void watch(Object result, PendingCall call) {
    call.unobservable(result.getClass());
  }

  /**
   * Notifies a call at once if its result has arrived: the thread that completed it may notify
   * later. Not all kinds support this.
   */
  default void endIfThere(Object result, PendingCall call) {
    // The notification by that thread follows.
  }

  /**
   * Notifies a call when its result arrives.
   *
   * @return the value for the method to return: the result, or a wrapper
   */
  default Object replace(Object result, PendingCall call) {
    watch(result, call);
    return result;
  }
}

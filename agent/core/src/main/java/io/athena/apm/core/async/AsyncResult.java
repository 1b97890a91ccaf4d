package io.athena.apm.core.async;

/** A kind of result that arrives later. One object for each class of such results. */
public interface AsyncResult {

  /** Has a call told when its result arrives, and leaves the result as it is. */
  void watch(Object result, PendingCall call);

  /**
   * Has a call told when its result arrives.
   *
   * @return what the method is to return instead: the result, or what stands for it
   */
  default Object replace(Object result, PendingCall call) {
    watch(result, call);
    return result;
  }
}

package io.athena.apm.core.async;

/**
 * A call whose method has returned and whose result has not arrived. Told by whichever thread
 * brings the result. None of its methods throws: they run inside the application's own machinery.
 */
public interface PendingCall {

  /**
   * The result is there; only the first time counts.
   *
   * @param value what arrived, or null
   * @param error what it failed with, or null
   */
  void ended(Object value, Throwable error);

  /**
   * Nobody can tell when the result arrives; the same.
   *
   * @param type its class
   */
  void unseen(Class<?> type);

  /** It has waited for long: what it is to read is held only as long as others hold it. */
  default void loosen() {
    // Most hold nothing of the application.
  }

  /**
   * Somebody has subscribed to a result that runs for each of its subscribers.
   *
   * @return the call of that subscriber; null where it is not measured
   */
  PendingCall subscribed();
}

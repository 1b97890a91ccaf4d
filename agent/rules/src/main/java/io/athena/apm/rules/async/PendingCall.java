package io.athena.apm.rules.async;

/**
 * A call whose method has returned and whose result has not arrived. Notified by the thread that
 * completes the result. No method throws, because they run within the application's code.
 */
public interface PendingCall {

  /**
   * The result has arrived; only the first notification counts.
   *
   * @param value the result, or null
   * @param error the failure, or null
   */
  void ended(Object value, Throwable error);

  /** Whether the time at which the result arrives is measured. */
  default boolean isTimed() {
    return false;
  }

  /** The result has arrived: the call's duration ends now. {@link #ended} follows. */
  default void arrived() {
    // Most are not timed.
  }

  /**
   * The end of the call can't be observed; only the first notification counts.
   *
   * @param type the class of the result
   */
  void unobservable(Class<?> type);

  /**
   * The call has waited for a long time: from now on it holds objects of the application weakly.
   */
  default void loosen() {
    // Most hold no objects of the application.
  }

  /**
   * A subscriber of a result that runs for each subscriber.
   *
   * @return the call of that subscriber; null if it is not measured
   */
  default PendingCall subscribed() {
    return this;
  }
}

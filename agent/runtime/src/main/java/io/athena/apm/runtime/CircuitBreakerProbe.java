package io.athena.apm.runtime;

/** The probe of circuit breakers, called on the thread that uses one. */
public interface CircuitBreakerProbe {

  /**
   * A breaker has been created, or may be in another state than before.
   *
   * @param breaker the breaker; kept weakly
   */
  default void created(Object breaker, String library, String name) {}

  /**
   * An event that does not change the state: {@code rejected}, {@code error}, ...
   *
   * @param breaker the breaker; kept weakly
   */
  default void event(Object breaker, String library, String name, String event) {}

  /**
   * A call has ended; it is {@code slow} too where it took longer than the threshold.
   *
   * @param breaker the breaker; kept weakly
   * @param event {@code success} or {@code error}
   * @param nanos how long the call took, as the library measured it
   * @param slowNanos the library's threshold of slow calls
   */
  default void call(
      Object breaker, String library, String name, String event, long nanos, long slowNanos) {}

  /**
   * A breaker has changed its state, or was set to the state that it has already.
   *
   * @param name null for a breaker that is being created: no change
   * @param from the old state, by its name in the library
   * @param to the new state
   */
  default void transition(Object breaker, String library, String name, String from, String to) {}

  /**
   * A breaker is called. It may be called for the first time, or be older than the agent.
   *
   * @param breaker the breaker; kept weakly
   */
  default void called(Object breaker, String library, String name) {}

  /**
   * A breaker was to change its state.
   *
   * @param breaker the breaker; kept weakly
   * @param name of a breaker that is not known from {@link #called}
   * @param to the new state
   * @param changed false where another thread has changed it first
   */
  default void tried(Object breaker, String library, String name, String to, boolean changed) {}

  /**
   * The test call of a half-open breaker has ended. If another rule has blocked the call, the
   * breaker opens again, unless another thread has changed its state.
   *
   * @param breaker the breaker; kept weakly
   * @param name as of {@link #tried}
   * @param before the state before the end of the call
   * @param block the exception of the rule that blocked the call; null if the call was made
   */
  default void tested(Object breaker, String library, String name, String before, Object block) {}

  /**
   * A breaker has permitted a call or {@code rejected} it. A library may ask a breaker again before
   * it answers, on the same thread; only the outer answer counts.
   *
   * @param breaker the breaker; kept weakly
   */
  default void asked(Object breaker, String library, String name, boolean permitted) {}

  /**
   * A hand-written breaker may have changed its state, which the engine reads from its fields.
   *
   * @param breaker the breaker; kept weakly
   */
  default void observe(Object breaker) {}

  /**
   * A breaker whose library reports no changes may have changed its state. The engine reads it from
   * the fields, unless the operator of the application has forced another.
   *
   * @param breaker the breaker; kept weakly
   * @param forcedOpen whether it is forced to reject every call
   * @param forcedClosed whether it is forced to permit every call
   */
  default void observe(
      Object breaker, String library, String name, boolean forcedOpen, boolean forcedClosed) {}

  /**
   * Like {@link #observe(Object, String, String, boolean, boolean)} with the arguments of the last
   * call for this breaker.
   *
   * @param breaker the breaker, or null; nothing happens where it was not observed before
   */
  default void observeKnown(Object breaker) {}

  /**
   * A hand-written breaker's method begins that makes the protected call.
   *
   * @param breaker the breaker; kept weakly
   * @return to be passed to {@link #endCall}
   */
  default long startCall(Object breaker) {
    return 0;
  }

  /**
   * The method has ended. The call has ended, too, unless its result is a future.
   *
   * @param breaker the breaker; kept weakly
   * @param began the result of {@link #startCall}
   * @param result the returned value; read, never kept
   * @param error the exception, or null
   */
  default void endCall(Object breaker, long began, Object result, Throwable error) {}
}

package io.athena.apm.runtime;

import java.util.function.Function;

/** The probe of bulkheads, retries, rate and time limiters, called on the thread that uses one. */
public interface ResilienceProbe {

  /**
   * A bulkhead has been created.
   *
   * @param capacity the JDK's object that limits its calls, a semaphore or thread pool; kept weakly
   */
  default void created(Object capacity, String library, String name) {}

  /**
   * A bulkhead is used. It may be older than the agent.
   *
   * @param capacity as of {@link #created}
   */
  default void used(Object capacity, String library, String name) {}

  /** A bulkhead or rate limiter has permitted a call, or rejected it. */
  default void decided(String policy, String library, String name, boolean permitted) {}

  /**
   * Another event.
   *
   * @param policy {@code bulkhead}, {@code retry}, {@code rate_limiter}, {@code time_limiter}; or
   *     {@code circuit_breaker}, for an event that is not of the breaker itself
   * @param event by its name in the library, in any spelling: {@code IGNORED_ERROR}
   */
  default void event(String policy, String library, String name, String event) {}

  /**
   * As {@link #event}, for a library that counts the events of a call itself.
   *
   * @param times how often it has happened; may be 0
   */
  default void events(String policy, String library, String name, String event, long times) {}

  /**
   * A policy has been created. Its library has no names, so its name is the method that created it.
   *
   * @param policy as of {@link #event}
   * @param object the policy; kept weakly
   * @param packageName of the library, with the last dot
   */
  default String named(String policy, Object object, String packageName) {
    return null;
  }

  /** The name of a policy that {@link #named} has named; {@code unknown} for an older one. */
  default String nameOf(String policy, Object object) {
    return null;
  }

  /** The name of a policy that {@link #named} or {@link #nameOf} has named; else null. */
  default String knownName(Object object) {
    return null;
  }

  /**
   * A rate limiter has returned the time that a call must wait, in nanoseconds; negative if
   * rejected.
   */
  default void reserved(String library, String name, long waitNanos) {}

  /** A bulkhead answers later whether it permits a call, by a future of the library's result. */
  default void acquiring(String library, String name, Object future) {}

  /** A retry has decided on this thread whether a failure ends the call without further attempt. */
  default void judged(boolean ends) {}

  /**
   * An attempt of a call has ended. It was a retry if other attempts failed before.
   *
   * @param packageName of the library, with the last dot
   * @param name by the library; null for the application's method that makes the call
   * @param failures how many attempts failed before
   * @param shared whether failures are those of several calls, which are not retried
   */
  default void attempted(
      String library,
      String packageName,
      Object name,
      int failures,
      boolean shared,
      boolean succeeded) {}

  /** The last attempt of a call has failed; the arguments are those of its attempts. */
  default void exhausted(String library, String packageName, Object name, boolean shared) {}

  /**
   * A call begins on this thread. It may be part of an attempt of another call.
   *
   * @return to be passed to {@link #endRetries}
   */
  default int startRetries() {
    return 0;
  }

  /** The call on this thread is tried again. */
  default void retrying() {}

  /**
   * The call has ended.
   *
   * @param packageName of the library, with the last dot
   * @param operation the application's object that is called
   * @param name of the operation
   * @param outer the result of {@link #startRetries}
   * @param error the exception, or null
   */
  default void endRetries(
      String library,
      String packageName,
      Object operation,
      String name,
      int outer,
      Throwable error) {}

  /**
   * Counts a fallback that is about to be passed to a breaker.
   *
   * @param fallback the application's function; may be null
   * @return a function that counts each time that this one gives an answer; null for null
   */
  default <T, R> Function<T, R> fallback(String library, String name, Function<T, R> fallback) {
    return fallback;
  }

  /** An attempt has failed after {@link #judged}. */
  default void attempted(String library, String name, boolean last) {}

  /**
   * A call has ended in a way that its policy does not consider failed.
   *
   * @param executor the library's object for this call and a policy, of any kind
   * @param result the library's object, from which an exception is read that the policy does not
   *     handle
   */
  default void succeeded(String library, Object executor, Object result) {}

  /**
   * A call with a time limit has ended.
   *
   * @param result as of {@link #succeeded}
   * @param exceeded whether it took longer
   */
  default void limited(String library, String name, Object result, boolean exceeded) {}

  /** The name of a policy by its description, which is random where the application gave none. */
  default String described(String description) {
    return description;
  }

  /**
   * A policy with a description begins a call.
   *
   * @param context the library's object for the call through one or several policies
   * @param breaker the policy if it is a circuit breaker; else null
   */
  default void guarded(Object context, String description, Object breaker) {}

  /**
   * A bulkhead with a description begins a call, which one of its semaphores may limit.
   *
   * @param capacity as of {@link #created}
   */
  default void limitedBy(Object capacity, String library, String description) {}

  /**
   * One of the policies of a call has reported an event.
   *
   * @param context as of {@link #guarded}
   * @param event an enum constant of the library
   */
  default void told(Object context, Object event) {}

  /**
   * A rule has blocked a call.
   *
   * @param name of the protected operation
   * @param block the exception; its class shows the kind of the rule
   */
  default void blocked(String library, String name, Object block) {}
}

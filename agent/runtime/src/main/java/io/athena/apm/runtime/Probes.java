package io.athena.apm.runtime;

/**
 * Where woven code finds its probes.
 *
 * <p>Read on application threads, written once by the engine before anything is woven. Until then,
 * and where a part of the engine could not start, each probe does nothing.
 */
public final class Probes {

  private static volatile AiProbe ai = AiProbe.NONE;
  private static volatile CacheProbe cache = CacheProbe.NONE;
  private static volatile CircuitBreakerProbe circuitBreaker = CircuitBreakerProbe.NONE;
  private static volatile ApiProbe api = ApiProbe.NONE;
  private static volatile RuleProbe rules = RuleProbe.NONE;
  private static volatile AdviceFailures failures = AdviceFailures.NONE;

  private Probes() {}

  /** What AI clients and managers report to; never null. */
  public static AiProbe ai() {
    return ai;
  }

  /** What caches report to; never null. */
  public static CacheProbe cache() {
    return cache;
  }

  /** What circuit breakers report to; never null. */
  public static CircuitBreakerProbe circuitBreaker() {
    return circuitBreaker;
  }

  /** What the agent's API reports to; never null. */
  public static ApiProbe api() {
    return api;
  }

  /** What methods that a rule names report to; never null. */
  public static RuleProbe rules() {
    return rules;
  }

  /**
   * The exception handler of every advice: the application never sees what failed in it.
   *
   * @param problem what the advice threw
   * @param instrumentation whose advice it was
   */
  public static void adviceFailed(Throwable problem, String instrumentation) {
    try {
      failures.failed(problem, instrumentation);
    } catch (Throwable contained) {
      // The last door: nothing left to report to.
    }
  }

  /** Called by the engine. */
  public static void install(AiProbe probe) {
    ai = probe;
  }

  /** Called by the engine. */
  public static void install(CacheProbe probe) {
    cache = probe;
  }

  /** Called by the engine. */
  public static void install(CircuitBreakerProbe probe) {
    circuitBreaker = probe;
  }

  /** Called by the engine. */
  public static void install(ApiProbe probe) {
    api = probe;
  }

  /** Called by the engine. */
  public static void install(RuleProbe probe) {
    rules = probe;
  }

  /** Called by the engine. */
  public static void install(AdviceFailures listener) {
    failures = listener;
  }
}

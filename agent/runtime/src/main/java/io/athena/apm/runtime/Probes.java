package io.athena.apm.runtime;

/**
 * Gives woven code its probes.
 *
 * <p>Read on application threads, written once by the engine before anything is woven. Until then,
 * and where a part of the engine could not start, each probe does nothing.
 */
public final class Probes {

  private static final SilentProbe SILENT = new SilentProbe();

  private static volatile AiProbe ai = SILENT;
  private static volatile CacheProbe cache = SILENT;
  private static volatile CircuitBreakerProbe circuitBreaker = SILENT;
  private static volatile ResilienceProbe resilience = SILENT;
  private static volatile ApiProbe api = SILENT;
  private static volatile LogProbe log = SILENT;
  private static volatile RuleProbe rules = SILENT;
  private static volatile AdviceFailures failures = SILENT;

  private Probes() {}

  /** The probe of AI clients and managers; never null. */
  public static AiProbe ai() {
    return ai;
  }

  /** The probe of caches; never null. */
  public static CacheProbe cache() {
    return cache;
  }

  /** The probe of circuit breakers; never null. */
  public static CircuitBreakerProbe circuitBreaker() {
    return circuitBreaker;
  }

  /** The probe of bulkheads, retries, rate and time limiters; never null. */
  public static ResilienceProbe resilience() {
    return resilience;
  }

  /** The probe of the agent's API; never null. */
  public static ApiProbe api() {
    return api;
  }

  /** The probe of logging libraries; never null. */
  public static LogProbe log() {
    return log;
  }

  /** The probe of methods that a rule names; never null. */
  public static RuleProbe rules() {
    return rules;
  }

  /**
   * Handles the exceptions of every advice, so that the application never sees them.
   *
   * @param problem the exception of the advice
   * @param origin its hook or rule
   */
  public static void adviceFailed(Throwable problem, String origin) {
    try {
      failures.failed(problem, origin);
    } catch (Throwable contained) {
      // There is no other place to report this.
    }
  }

  /**
   * Like {@link #adviceFailed(Throwable, String)}, for woven code: allocates nothing before it is
   * in the try block.
   *
   * @param origin the number of its hook or rule, see {@link AdviceNames}
   */
  public static void adviceFailed(Throwable problem, int origin) {
    try {
      failures.failed(problem, AdviceNames.name(origin));
    } catch (Throwable contained) {
      // There is no other place to report this.
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
  public static void install(ResilienceProbe probe) {
    resilience = probe;
  }

  /** Called by the engine. */
  public static void install(ApiProbe probe) {
    api = probe;
  }

  /** Called by the engine. */
  public static void install(LogProbe probe) {
    log = probe;
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

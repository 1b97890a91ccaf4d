package io.athena.apm.runtime;

/** Implements every probe by doing nothing, until the engine installs another. */
final class SilentProbe
    implements AiProbe,
        CacheProbe,
        CircuitBreakerProbe,
        ResilienceProbe,
        ApiProbe,
        LogProbe,
        RuleProbe,
        AdviceFailures {

  /** Two of the interfaces have this method. */
  @Override
  public void created(Object created, String library, String name) {}

  @Override
  public void failed(Throwable problem, String origin) {}
}

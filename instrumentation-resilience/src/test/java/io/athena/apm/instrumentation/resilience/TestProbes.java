package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.kit.agent.Installer;
import io.athena.apm.metrics.Registry;
import io.athena.apm.spans.Spans;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The probes of this module, by a clock that goes when the test says. */
final class TestProbes implements Installer {

  private final AtomicLong nanoTime = new AtomicLong();
  private final AtomicInteger opened = new AtomicInteger();

  @Override
  public void install(Registry registry, Spans spans, AgentLog log) {
    ResilienceInstrumentations.install(
        registry, spans, log, nanoTime::get, false, opened::incrementAndGet);
  }

  void pass(long millis) {
    nanoTime.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  /** How often a breaker that opened was reported at once. */
  int opened() {
    return opened.get();
  }
}

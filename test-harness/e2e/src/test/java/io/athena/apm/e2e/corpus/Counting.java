package io.athena.apm.e2e.corpus;

import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import java.util.concurrent.atomic.LongAdder;

/** Counts enters and exits of methods. */
final class Counting implements AiProbe, AdviceFailures {

  final LongAdder entered = new LongAdder();
  final LongAdder left = new LongAdder();
  final LongAdder failed = new LongAdder();

  void install() {
    Probes.install((AiProbe) this);
    Probes.install((AdviceFailures) this);
  }

  @Override
  public Object startAnalysis(String operation) {
    entered.increment();
    return this;
  }

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {
    left.increment();
  }

  @Override
  public void failed(Throwable problem, String instrumentation) {
    failed.increment();
  }
}

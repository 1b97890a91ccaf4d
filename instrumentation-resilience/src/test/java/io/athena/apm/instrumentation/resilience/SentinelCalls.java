package io.athena.apm.instrumentation.resilience;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.EntryType;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.Tracer;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;

/** Calls of resources through Sentinel, and the rules of the tests. */
final class SentinelCalls {

  static {
    System.setProperty("csp.sentinel.log.dir", "target/sentinel");
  }

  private SentinelCalls() {}

  /** An outbound call, which no system rule concerns. */
  static void call(String resource, boolean fails) throws BlockException {
    call(resource, EntryType.OUT, fails, "argument");
  }

  static void call(String resource, EntryType type, boolean fails, Object argument)
      throws BlockException {
    try (Entry entry = SphU.entry(resource, type, 1, argument)) {
      if (fails) {
        Tracer.traceEntry(new IllegalArgumentException("failed"), entry);
      }
    }
  }

  /** Opens when calls of a minute, in 1.8 of a second, have failed more than a number of times. */
  static DegradeRule failures(String resource, int most, int openSeconds) {
    DegradeRule rule = new DegradeRule(resource);
    rule.setGrade(RuleConstant.DEGRADE_GRADE_EXCEPTION_COUNT);
    rule.setCount(most);
    rule.setMinRequestAmount(1);
    rule.setTimeWindow(openSeconds);
    return rule;
  }
}

package io.athena.apm.instrumentation.resilience;

import io.athena.apm.kit.agent.AgentExtension;

/**
 * What the agent has counted of the policies of a test: those that its methods {@code breaker},
 * {@code retry} and {@code timeout} have created.
 */
record FailsafeCounts(AgentExtension agent, Class<?> test) {

  long ofBreaker(String event) {
    return counted("circuit_breaker.event", "breaker", event);
  }

  long ofRetry(String event) {
    return counted("retry.event", "retry", event);
  }

  long ofTimeout(String event) {
    return counted("time_limiter.event", "timeout", event);
  }

  double state() {
    return agent.measured().gauge("circuit_breaker.state", "name", name("breaker"));
  }

  long openMillis() {
    return agent
        .measured()
        .counter("circuit_breaker.open.duration", "name", name("breaker"), "library", "failsafe");
  }

  private long counted(String metric, String method, String event) {
    return agent
        .measured()
        .counter(metric, "name", name(method), "library", "failsafe", "event", event);
  }

  private String name(String method) {
    return test.getName() + "#" + method;
  }
}

package io.athena.apm.instrumentation.resilience;

/** Which kind of policy a rule of Sentinel is, by the exception of a call that it has blocked. */
final class SentinelBlocks {

  private static final String BLOCK = "com.alibaba.csp.sentinel.slots.block.";

  private SentinelBlocks() {}

  /** Null for rules that limit nothing, as those of who may call, and for an application's own. */
  static String policy(String exception) {
    return switch (exception) {
      case BLOCK + "degrade.DegradeException" -> "circuit_breaker";
      case BLOCK + "flow.FlowException",
          BLOCK + "flow.param.ParamFlowException",
          "com.alibaba.csp.sentinel.slots.system.SystemBlockException" ->
          "rate_limiter";
      default -> null;
    };
  }
}

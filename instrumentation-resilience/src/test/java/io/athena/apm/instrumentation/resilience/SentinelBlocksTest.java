package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.csp.sentinel.EntryType;
import com.alibaba.csp.sentinel.context.ContextUtil;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.RuleConstant;
import com.alibaba.csp.sentinel.slots.block.authority.AuthorityException;
import com.alibaba.csp.sentinel.slots.block.authority.AuthorityRule;
import com.alibaba.csp.sentinel.slots.block.authority.AuthorityRuleManager;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.block.flow.FlowRule;
import com.alibaba.csp.sentinel.slots.block.flow.FlowRuleManager;
import com.alibaba.csp.sentinel.slots.block.flow.param.ParamFlowRule;
import com.alibaba.csp.sentinel.slots.block.flow.param.ParamFlowRuleManager;
import com.alibaba.csp.sentinel.slots.clusterbuilder.ClusterBuilderSlot;
import com.alibaba.csp.sentinel.slots.system.SystemRule;
import com.alibaba.csp.sentinel.slots.system.SystemRuleManager;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Calls that rules of Sentinel 1.7 and 1.8 block, as the library counts them. */
class SentinelBlocksTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  @AfterEach
  void removeRules() {
    FlowRuleManager.loadRules(List.of());
    ParamFlowRuleManager.loadRules(List.of());
    DegradeRuleManager.loadRules(List.of());
    SystemRuleManager.loadRules(List.of());
    AuthorityRuleManager.loadRules(List.of());
  }

  @Test
  void callsThatAFlowRuleBlocks_areRejectedByTheRateLimiter() throws Exception {
    FlowRuleManager.loadRules(List.of(new FlowRule("flow").setCount(20)));
    assertEqualOnManyThreads("flow", "rate_limiter.event");
  }

  @Test
  void callsThatAParameterRuleBlocks_areRejectedByTheRateLimiter() throws Exception {
    ParamFlowRuleManager.loadRules(List.of(new ParamFlowRule("param").setParamIdx(0).setCount(20)));
    assertEqualOnManyThreads("param", "rate_limiter.event");
  }

  @Test
  void callsThatASystemRuleBlocks_areRejectedByTheRateLimiter() throws Exception {
    SystemRule rule = new SystemRule();
    rule.setQps(20);
    SystemRuleManager.loadRules(List.of(rule));
    assertEqualOnManyThreads("system", "rate_limiter.event");
  }

  @Test
  void callsThatADegradeRuleBlocks_areRejectedByTheBreaker() throws Exception {
    DegradeRuleManager.loadRules(List.of(SentinelCalls.failures("degraded", 20, 3_600)));
    assertEqualOnManyThreads("degraded", "circuit_breaker.event");
  }

  private static void assertEqualOnManyThreads(String resource, String metric) throws Exception {
    ManyThreads.run(500, random -> call(resource, random));

    long blocked = ClusterBuilderSlot.getClusterNode(resource).blockRequest();
    assertThat(blocked).isPositive();
    assertThat(rejected(metric, resource)).isEqualTo(blocked);
    assertThat(
            rejected("rate_limiter.event", resource) + rejected("circuit_breaker.event", resource))
        .isEqualTo(blocked);
  }

  private static void call(String resource, Random random) {
    try {
      SentinelCalls.call(resource, EntryType.IN, random.nextInt(4) == 0, random.nextInt(3));
    } catch (BlockException blocked) {
      // The library counts it.
    }
  }

  /** Who may call is no matter of resilience. */
  @Test
  void callsThatAnAuthorityRuleBlocks_areNotCounted() {
    AuthorityRule rule = new AuthorityRule();
    rule.setResource("authority");
    rule.setStrategy(RuleConstant.AUTHORITY_BLACK);
    rule.setLimitApp("stranger");
    AuthorityRuleManager.loadRules(List.of(rule));
    ContextUtil.enter("context", "stranger");
    try {
      assertThatThrownBy(() -> SentinelCalls.call("authority", false))
          .isInstanceOf(AuthorityException.class);
    } finally {
      ContextUtil.exit();
    }
    assertThat(rejected("rate_limiter.event", "authority")).isZero();
    assertThat(rejected("circuit_breaker.event", "authority")).isZero();
  }

  private static long rejected(String metric, String resource) {
    return AGENT
        .measured()
        .counter(metric, "name", resource, "library", "sentinel", "event", "rejected");
  }
}

package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeException;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.clusterbuilder.ClusterBuilderSlot;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Degrade rules of Sentinel 1.7, which are open for a time and have no observers. */
@Timeout(60)
@EnabledIfSystemProperty(named = "athena.library.version", matches = "1[.]7[.].*")
class EarlierSentinelTest {

  private static final AtomicInteger OPENED = new AtomicInteger();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(
                  registry, spans, log, false, OPENED::incrementAndGet));

  @AfterEach
  void removeRules() {
    DegradeRuleManager.loadRules(List.of());
  }

  @Test
  void ruleThatOpens_isCountedUnderItsResource_untilItCloses() throws Exception {
    int before = OPENED.get();
    DegradeRuleManager.loadRules(List.of(SentinelCalls.failures("opens", 3, 1)));
    SentinelCalls.call("opens", false);
    assertThat(state("opens")).isZero();
    for (int i = 0; i < 3; i++) {
      SentinelCalls.call("opens", true);
    }
    assertThatThrownBy(() -> SentinelCalls.call("opens", false))
        .isInstanceOf(DegradeException.class);
    assertThat(state("opens")).isEqualTo(2);
    assertThat(events("opens", "open")).isEqualTo(1);
    assertThat(OPENED).as("reported at once").hasValue(before + 1);

    while (state("opens") != 0) {
      // The library's timer closes it after a second.
      Thread.onSpinWait();
    }
    while (events("opens", "closed") == 0) {
      Thread.onSpinWait();
    }
    assertThat(events("opens", "rejected"))
        .isEqualTo(ClusterBuilderSlot.getClusterNode("opens").blockRequest());
    assertThat(AGENT.measured().counter("circuit_breaker.open.duration", "name", "opens"))
        .isBetween(900L, 30_000L);
  }

  /** Each time that a rule is open ends before the next begins, with the failures still counted. */
  @Test
  void ruleOnManyThreads_opensAndClosesInTurn() throws Exception {
    DegradeRuleManager.loadRules(List.of(SentinelCalls.failures("threads", 3, 1)));
    ManyThreads.run(
        1,
        random -> {
          while (events("threads", "closed") < 2) {
            try {
              SentinelCalls.call("threads", random.nextBoolean());
            } catch (BlockException rejected) {
              // The library counts it.
            }
          }
        });
    DegradeRuleManager.loadRules(List.of());

    assertThat(events("threads", "open")).isBetween(2L, 3L);
    assertThat(events("threads", "rejected"))
        .isEqualTo(ClusterBuilderSlot.getClusterNode("threads").blockRequest());
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "sentinel", "event", event);
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name, "library", "sentinel");
  }
}

package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.csp.sentinel.AsyncEntry;
import com.alibaba.csp.sentinel.SphU;
import com.alibaba.csp.sentinel.context.Context;
import com.alibaba.csp.sentinel.node.DefaultNode;
import com.alibaba.csp.sentinel.slotchain.ProcessorSlotEntryCallback;
import com.alibaba.csp.sentinel.slotchain.ResourceWrapper;
import com.alibaba.csp.sentinel.slots.block.BlockException;
import com.alibaba.csp.sentinel.slots.block.degrade.DefaultCircuitBreakerRuleManager;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeException;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRuleManager;
import com.alibaba.csp.sentinel.slots.block.degrade.circuitbreaker.EventObserverRegistry;
import com.alibaba.csp.sentinel.slots.statistic.StatisticSlotCallbackRegistry;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Circuit breakers of Sentinel 1.8; what it tells its observers is the truth, but for one case. */
@Timeout(60)
class SentinelTest {

  private static final TestProbes PROBES = new TestProbes();

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(ResilienceInstrumentations.all(), PROBES);

  @AfterEach
  void removeRules() {
    DegradeRuleManager.loadRules(List.of());
    EventObserverRegistry.getInstance().removeStateChangeObserver("test");
  }

  /** Adds what the observers of the library are told. */
  private static LibraryEvents observed() {
    LibraryEvents library = new LibraryEvents("sentinel");
    EventObserverRegistry.getInstance()
        .addStateChangeObserver(
            "test", (before, state, rule, value) -> library.add(EventName.of(state.name())));
    return library;
  }

  /** Whose window of failures does not end within a test. */
  private static DegradeRule breaker(String resource, int most, int openSeconds) {
    DegradeRule rule = SentinelCalls.failures(resource, most, openSeconds);
    rule.setStatIntervalMs(60_000);
    return rule;
  }

  private static void failTimes(int times, String resource) throws BlockException {
    for (int i = 0; i < times; i++) {
      SentinelCalls.call(resource, true);
    }
  }

  private static void assertRejected(String resource) {
    assertThatThrownBy(() -> SentinelCalls.call(resource, false))
        .isInstanceOf(DegradeException.class);
  }

  /** Calls until the library has told of an event some times; it needs a second to be half open. */
  private static void callUntil(
      LibraryEvents library, String event, int times, String resource, boolean fails) {
    while (library.count(event) < times) {
      try {
        SentinelCalls.call(resource, fails);
      } catch (BlockException rejected) {
        library.add("rejected");
      }
    }
  }

  @Test
  void changes_areCountedUnderTheResource() throws Exception {
    int before = PROBES.opened();
    LibraryEvents library = observed();
    DegradeRuleManager.loadRules(List.of(breaker("changes", 2, 1)));
    SentinelCalls.call("changes", false);
    assertThat(state("changes")).isZero();

    failTimes(3, "changes");
    assertThat(state("changes")).isEqualTo(2);
    assertThat(events("changes", "open")).isEqualTo(1);
    assertThat(PROBES.opened()).as("reported at once").isEqualTo(before + 1);
    PROBES.pass(700);
    assertThat(openMillis("changes")).isEqualTo(700);
    PROBES.pass(50);
    assertRejected("changes");
    library.add("rejected");

    callUntil(library, "closed", 1, "changes", false);
    PROBES.pass(3_000);
    assertThat(openMillis("changes")).isEqualTo(750);
    assertThat(state("changes")).isZero();
    library.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        "changes",
        "open",
        "half_open",
        "closed",
        "rejected");
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    LibraryEvents library = observed();
    DegradeRuleManager.loadRules(List.of(breaker("threads", 5, 1)));
    ManyThreads.run(
        1,
        random -> {
          while (library.count("half_open") < 4 || library.count("closed") == 0) {
            callUntil(library, "open", 1, "threads", true);
            try {
              SentinelCalls.call("threads", random.nextInt(4) == 0);
            } catch (BlockException rejected) {
              library.add("rejected");
            }
          }
        });
    library.assertEqual(
        AGENT.measured(),
        "circuit_breaker.event",
        "threads",
        "open",
        "half_open",
        "closed",
        "rejected");
  }

  /**
   * A breaker that is half open for one call opens again as another breaker rejects that call. An
   * open breaker has opened once more often than it was half open.
   */
  @Test
  void breakerWhoseTestCallIsBlocked_opensAgain() throws Exception {
    LibraryEvents library = observed();
    DegradeRuleManager.loadRules(List.of(breaker("blocked", 2, 1), breaker("blocked", 2, 3_600)));
    failTimes(3, "blocked");
    assertThat(events("blocked", "open")).as("both").isEqualTo(2);

    ManyThreads.run(1, random -> callUntil(library, "half_open", 1_000, "blocked", false));
    assertThat(events("blocked", "half_open")).isEqualTo(library.count("half_open"));
    assertThat(events("blocked", "open")).isEqualTo(library.count("half_open") + 2);
    assertThat(events("blocked", "closed")).isZero();
    assertThat(events("blocked", "rejected")).isEqualTo(library.count("rejected"));
    assertThat(state("blocked")).isEqualTo(2);
  }

  /** An older call closes the breaker in time. Observers are told that it has opened, though. */
  @Test
  void breakerWhoseTestCallIsBlocked_staysClosed_whereAnotherCallHasClosedIt() throws Exception {
    LibraryEvents library = observed();
    DegradeRuleManager.loadRules(List.of(breaker("closed", 2, 1), breaker("closed", 2, 3_600)));
    AsyncEntry older = SphU.asyncEntry("closed");
    failTimes(3, "closed");
    StatisticSlotCallbackRegistry.addEntryCallback("test", new Exit(older, library));
    try {
      callUntil(library, "closed", 1, "closed", false);
    } finally {
      StatisticSlotCallbackRegistry.clearEntryCallback();
    }

    assertThat(library.count("open")).as("told").isEqualTo(3);
    assertThat(events("closed", "open")).isEqualTo(2);
    assertThat(events("closed", "half_open")).isEqualTo(1);
    assertThat(events("closed", "closed")).isEqualTo(1);
    assertThat(state("closed")).as("the other one is open").isEqualTo(2);
  }

  /** Ends a call as the test call is blocked. */
  private record Exit(AsyncEntry call, LibraryEvents library)
      implements ProcessorSlotEntryCallback<DefaultNode> {

    @Override
    public void onPass(
        Context context, ResourceWrapper resource, DefaultNode node, int count, Object... args) {
      // Only blocked calls matter.
    }

    @Override
    public void onBlocked(
        BlockException block,
        Context context,
        ResourceWrapper resource,
        DefaultNode node,
        int count,
        Object... args) {
      if (library.count("half_open") == 1) {
        call.exit();
      }
    }
  }

  @Test
  @DisabledIfSystemProperty(
      named = "athena.library.version",
      matches = "1[.]8[.]0",
      disabledReason = "it has no default rules")
  void breakerByADefaultRule_hasTheNameOfTheResource() throws Exception {
    DefaultCircuitBreakerRuleManager.loadRules(List.of(breaker("*", 2, 3_600)));
    try {
      failTimes(3, "by default");
      assertRejected("by default");
    } finally {
      DefaultCircuitBreakerRuleManager.loadRules(List.of());
    }

    assertThat(events("by default", "open")).isEqualTo(1);
    assertThat(events("by default", "rejected")).isEqualTo(1);
    assertThat(state("by default")).isEqualTo(2);
    assertThat(AGENT.measured().values("circuit_breaker.event", "name")).doesNotContain("*");
  }

  private static long events(String name, String event) {
    return AGENT
        .measured()
        .counter("circuit_breaker.event", "name", name, "library", "sentinel", "event", event);
  }

  private static double state(String name) {
    return AGENT.measured().gauge("circuit_breaker.state", "name", name, "library", "sentinel");
  }

  private static long openMillis(String name) {
    return AGENT
        .measured()
        .counter("circuit_breaker.open.duration", "name", name, "library", "sentinel");
  }
}

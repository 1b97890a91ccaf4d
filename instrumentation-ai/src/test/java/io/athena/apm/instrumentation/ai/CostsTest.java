package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.metrics.Registry;
import io.athena.apm.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CostsTest {

  private static Costs costs;

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(List.of(), CostsTest::install);

  private static void install(Registry registry, Spans spans, AgentLog log) {
    costs = new Costs(registry, log, "");
  }

  private static AiRequest request(String provider, String model) {
    return new AiRequest(provider, model, "chat", false);
  }

  private static TokenUsage usage(long input, long output) {
    return new TokenUsage(input, output, null, null, null);
  }

  @Test
  void answersBeforeAndAfterTheFirstFlush_cost() {
    costs.add(request("openai", "gpt-4o-mini"), usage(1_000, 100));
    costs.run();
    costs.add(request("openai", "gpt-4o-mini"), usage(1_000, 100));

    assertThat(AGENT.measured().counter("ai.cost", "currency", "USD", "model", "gpt-4o-mini"))
        .isEqualTo(2 * (150_000 + 60_000));
    assertThat(AGENT.measured().counter("ai.cost.unknown")).isZero();
  }

  @Test
  void cachedTokensOfOpenAi_arePartOfItsInput() {
    costs.add(
        request("openai", "gpt-4o-mini"), new TokenUsage(1_000L, 100L, 400L, null, null, 50L));
    costs.run();

    assertThat(AGENT.measured().counter("ai.cost")).isEqualTo(600 * 150 + 400 * 75 + 100 * 600);
  }

  @Test
  void cachedTokensOfAnthropic_areBesideItsInput() {
    costs.add(
        request("anthropic", "claude-haiku-4-5"), new TokenUsage(1_000L, 0L, 400L, 30L, 10L, null));
    costs.run();

    assertThat(AGENT.measured().counter("ai.cost"))
        .isEqualTo(1_000 * 1_000 + 400 * 100 + 20 * 1_250 + 10 * 2_000);
  }

  @Test
  void reasoningOfGoogle_isBesideItsOutput() {
    costs.add(
        request("gcp.gemini", "gemini-2.5-flash"), new TokenUsage(0L, 10L, null, null, null, 90L));
    costs.run();

    assertThat(AGENT.measured().counter("ai.cost")).isEqualTo(100 * 2_500);
  }

  @Test
  void modelWithoutPrice_isUnknownWithOneLine() {
    for (int i = 0; i < 3; i++) {
      costs.add(request("openai", "gpt-99"), usage(1, 1));
    }
    costs.run();

    assertThat(AGENT.measured().counter("ai.cost")).isZero();
    assertThat(AGENT.measured().counter("ai.cost.unknown", "model", "gpt-99")).isEqualTo(3);
    assertThat(AGENT.log())
        .containsExactly(
            "no price of openai gpt-99 is known, so its cost is not counted; the setting ai.prices"
                + " names a file with prices");
  }

  @Test
  void missingFile_isReportedBeforeTheFirstAnswer() {
    var log = new AgentLog();
    var registry = new Registry(System::currentTimeMillis, 100, (metric, tag) -> {}, each -> {});

    var unread = new Costs(registry, log, "no-such.yaml");
    unread.add(request("openai", "gpt-4o-mini"), usage(1_000, 100));
    unread.run();

    var lines = new ArrayList<String>();
    log.drain(line -> lines.add(line.message()));
    assertThat(lines).containsExactly("ai.prices no-such.yaml does not exist; it is ignored");
  }

  @Test
  void answerWithoutUsage_isUnknown() {
    costs.add(request("openai", "gpt-4o"), TokenUsage.UNKNOWN);

    assertThat(AGENT.measured().counter("ai.cost.unknown", "model", "gpt-4o")).isEqualTo(1);
  }

  @Test
  void tokensWithoutPrice_areUnknownWithOneLine() {
    for (int i = 0; i < 2; i++) {
      costs.add(
          request("anthropic", "claude-haiku-4-5"), new TokenUsage(1L, 1L, null, 5L, null, null));
    }
    costs.run();

    assertThat(AGENT.measured().counter("ai.cost")).isZero();
    assertThat(AGENT.measured().counter("ai.cost.unknown")).isEqualTo(2);
    assertThat(AGENT.log())
        .singleElement()
        .asString()
        .matches(
            "athena-prices.csv:\\d+: a request to anthropic claude-haiku-4-5 used tokens that have"
                + " no price here; its cost is not counted");
  }
}

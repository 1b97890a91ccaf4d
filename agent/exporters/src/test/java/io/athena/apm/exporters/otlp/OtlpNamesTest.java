package io.athena.apm.exporters.otlp;

import static io.athena.apm.exporters.otlp.OtlpReceiver.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OtlpNamesTest {

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());

  @AfterEach
  void nothingWasSaid() {
    receiver.close();
    assertThat(otlp.said).isEmpty();
  }

  private void call(String operation, String error) {
    otlp.metrics
        .duration(
            "ai.call.duration",
            "provider",
            "openai",
            "model",
            "gpt-4o",
            "operation",
            operation,
            "streaming",
            "false",
            "outcome",
            error == null ? "success" : "error",
            "error",
            error)
        .record(1_000_000);
  }

  private void tokens(String provider, String kind, long number) {
    otlp.metrics.counter("ai.tokens", "provider", provider, "model", "m", "kind", kind).add(number);
  }

  private List<Metric> flushed() {
    otlp.flush();
    return receiver.metrics();
  }

  private Map<String, Long> sums() {
    Map<String, Long> sums = new TreeMap<>();
    for (Metric metric : flushed()) {
      for (NumberDataPoint point : metric.getSum().getDataPointsList()) {
        sums.put(metric.getName().replace("gen_ai.client.inference.usage.", ""), point.getAsInt());
      }
    }
    return sums;
  }

  @Test
  void call_hasTheConventionsNameAndAttributes() {
    call("chat", null);
    call("chat", "RateLimitException");
    call("embeddings", null);

    List<Metric> metrics = flushed();
    assertThat(metrics)
        .extracting(Metric::getName)
        .containsExactly("gen_ai.client.inference.duration", "gen_ai.client.embeddings.duration");
    assertThat(metrics.get(0).getUnit()).isEqualTo("s");
    var points = metrics.get(0).getExponentialHistogram().getDataPointsList();
    assertThat(texts(points.get(0).getAttributesList()))
        .containsExactly(
            entry("gen_ai.operation.name", "chat"),
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.model", "gpt-4o"),
            entry("gen_ai.request.stream", "false"));
    assertThat(texts(points.get(1).getAttributesList()))
        .contains(entry("error.type", "RateLimitException"));
  }

  @Test
  void ownNames_areOnRequest() {
    call("chat", null);
    otlp.names("athena");

    Metric metric = flushed().get(0);
    assertThat(metric.getName()).isEqualTo("ai.call.duration");
    assertThat(texts(metric.getExponentialHistogram().getDataPoints(0).getAttributesList()))
        .containsEntry("provider", "openai")
        .containsEntry("error", "none")
        .containsEntry("outcome", "success");
  }

  @Test
  void metricWithoutAConvention_hasItsOwnName_andTheAttributesOfAi() {
    otlp.metrics.counter("ai.retry", "provider", "openai", "model", null).add(2);

    Metric metric = flushed().get(0);
    assertThat(metric.getName()).isEqualTo("ai.retry");
    assertThat(texts(metric.getSum().getDataPoints(0).getAttributesList()))
        .containsExactly(entry("gen_ai.provider.name", "openai"));
  }

  @Test
  void tokens_haveANameForEachKind() {
    tokens("openai", "input", 100);
    tokens("openai", "output", 50);
    tokens("openai", "cached_input", 30);
    tokens("openai", "reasoning", 20);

    assertThat(sums())
        .containsExactly(
            entry("cache_read.input_tokens", 30L),
            entry("input_tokens", 100L),
            entry("output_tokens", 50L),
            entry("reasoning.output_tokens", 20L));
  }

  @Test
  void tokens_haveAModality() {
    tokens("openai", "input", 100);

    Metric metric = flushed().get(0);
    assertThat(metric.getUnit()).isEqualTo("{token}");
    assertThat(texts(metric.getSum().getDataPoints(0).getAttributesList()))
        .containsExactly(
            entry("gen_ai.provider.name", "openai"),
            entry("gen_ai.request.model", "m"),
            entry("gen_ai.token.modality", "unknown"));
  }

  @Test
  void inputOfAnthropic_includesTheCache_asTheConventionWantsIt() {
    tokens("anthropic", "input", 100);
    tokens("anthropic", "cached_input", 30);
    tokens("anthropic", "cache_write", 7);

    assertThat(sums())
        .containsExactly(
            entry("cache_read.input_tokens", 30L),
            entry("cache_write.input_tokens", 7L),
            entry("input_tokens", 137L));
  }

  @Test
  void outputOfGoogle_includesReasoning_alsoAsDelta() {
    otlp.deltas();
    tokens("gcp.gemini", "output", 50);
    tokens("gcp.gemini", "reasoning", 20);
    assertThat(sums()).contains(entry("output_tokens", 70L));
    tokens("gcp.gemini", "reasoning", 5);

    assertThat(sums())
        .containsExactly(entry("output_tokens", 5L), entry("reasoning.output_tokens", 5L));
  }

  @Test
  void metricOfAnApplication_withOneOfOurNames_keepsItIfItsTypeDiffers() {
    otlp.metrics.counter("thread.count").add(2);

    Metric metric = flushed().get(0);
    assertThat(metric.getName()).isEqualTo("thread.count");
    assertThat(metric.getSum().getIsMonotonic()).isTrue();
  }
}

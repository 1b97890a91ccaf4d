package io.athena.apm.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.kit.agent.Measured;
import io.athena.apm.spans.FinishedSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API, woven. */
class AthenaApiTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(ApiInstrumentations.all(), ApiInstrumentations::install);

  private static Measured measured() {
    return AGENT.measured();
  }

  @Test
  void span_isMeasured() throws Exception {
    assertThat(Apm.span("file.scan", () -> "done")).isEqualTo("done");
    assertThat(measured().counter("file.scan.total", "outcome", "success")).isEqualTo(1);
    assertThat(measured().histogram("file.scan.duration", "error", "none").count()).isEqualTo(1);
    assertThat(measured().has("file.scan.error")).isFalse();
  }

  @Test
  void spanOfWorkThatThrows_isAnError() {
    IOException problem = new IOException("expected");
    assertThatThrownBy(
            () ->
                Apm.span(
                    "file.scan",
                    () -> {
                      throw problem;
                    }))
        .isSameAs(problem);
    assertThat(measured().counter("file.scan.total", "outcome", "error")).isEqualTo(1);
    assertThat(measured().counter("file.scan.error", "error", "IOException")).isEqualTo(1);
    assertThat(
            measured()
                .histogram("file.scan.duration", "outcome", "error", "error", "IOException")
                .count())
        .isEqualTo(1);
  }

  @Test
  void startedSpan_isMeasuredWithItsTags() {
    try (Span span = Apm.startSpan("file.scan").tag("type", "zip")) {
      span.tag("type", "pdf").tag("depth", "2");
    }
    assertThat(measured().counter("file.scan.total", "type", "pdf", "depth", "2")).isEqualTo(1);
    assertThat(AGENT.spans()).extracting(FinishedSpan::name).containsExactly("file.scan");
  }

  @Test
  void sampledSpan_hasTheTagsOfItsDuration() {
    Apm.startSpan("file.scan").tag("type", "pdf").error(new IOException("expected")).close();
    assertThat(AGENT.spans())
        .extracting(span -> span.tags().toString())
        .containsExactly("error:IOException,outcome:error,type:pdf");
  }

  @Test
  void spanClosedTwice_isCountedOnce() {
    Span span = Apm.startSpan("file.scan");
    span.close();
    span.tag("type", "pdf").error(new IOException("too late"));
    span.close();
    assertThat(measured().counter("file.scan.total")).isEqualTo(1);
    assertThat(measured().has("file.scan.error")).isFalse();
  }

  @Test
  void spanOfAnotherThread_isMeasured() throws InterruptedException {
    Span span = Apm.startSpan("mail.send");
    Thread thread = new Thread(span::close);
    thread.start();
    thread.join();
    assertThat(measured().counter("mail.send.total")).isEqualTo(1);
  }

  @Test
  void agentsOwnTags_cannotBeSet() {
    Apm.startSpan("file.scan").tag("outcome", "fine").tag("error", "never").close();
    assertThat(measured().counter("file.scan.total", "outcome", "success")).isEqualTo(1);
    assertThat(measured().values("file.scan.duration", "error")).containsExactly("none");
  }

  @Test
  void counter_addsUp() {
    Apm.count("files");
    Apm.count("files", 3);
    Apm.count("files.analyzed", "type", "pdf");
    Apm.count("files.analyzed", 4, "type", "pdf");
    Apm.count("files.analyzed", 2, "type", "zip");
    assertThat(measured().counter("files")).isEqualTo(4);
    assertThat(measured().counter("files.analyzed", "type", "pdf")).isEqualTo(5);
    assertThat(measured().counter("files.analyzed", "type", "zip")).isEqualTo(2);
  }

  @Test
  void counter_neverShrinks() {
    Apm.count("files", 3);
    Apm.count("files", -2);
    Apm.count("files", 0);
    assertThat(measured().counter("files")).isEqualTo(3);
  }

  @Test
  void gauge_keepsWhatItWasSetToLast() {
    Apm.gauge("queue.size", 3);
    Apm.gauge("queue.size", 2.5);
    Apm.gauge("pool.size", 7, "pool", "db");
    assertThat(measured().gauge("queue.size")).isEqualTo(2.5);
    assertThat(measured().gauge("pool.size", "pool", "db")).isEqualTo(7);
    Apm.gauge("queue.size", Double.NaN);
    assertThat(measured().has("queue.size")).isFalse();
  }

  @Test
  void histogram_recordsPlainNumbers() {
    Apm.histogram("files.size", 40);
    Apm.histogram("files.size", 50);
    Apm.histogram("files.size", -1);
    assertThat(measured().histogram("files.size").count()).isEqualTo(3);
    assertThat(measured().histogram("files.size").sum()).isEqualTo(90);
    assertThat(measured().histogram("files.size").quantile(1)).isEqualTo(50);
  }

  @Test
  void analysis_landsWhereThoseOfLibrariesDo() {
    Apm.recordAnalysis("openai", "gpt", Duration.ofMillis(20), true);
    Apm.recordAnalysis("openai", "gpt", Duration.ofMillis(30), false);
    Apm.recordAnalysis("openai", null, null, true);
    assertThat(measured().counter("ai.analysis.total", "provider", "openai")).isEqualTo(3);
    assertThat(measured().counter("ai.analysis.total", "model", "none")).isEqualTo(1);
    assertThat(measured().counter("ai.analysis.error", "model", "gpt")).isEqualTo(1);
    assertThat(measured().histogram("ai.analysis.duration").sum())
        .isEqualTo(TimeUnit.MILLISECONDS.toNanos(50));
    assertThat(measured().values("ai.analysis.duration", "outcome"))
        .containsExactly("error", "success");
  }

  @Test
  void absurdDuration_isNoError() {
    Apm.recordAnalysis("openai", "gpt", Duration.ofSeconds(Long.MAX_VALUE), true);
    Apm.recordAnalysis("openai", "gpt", Duration.ofSeconds(Long.MIN_VALUE), true);
    assertThat(measured().histogram("ai.analysis.duration").count()).isEqualTo(2);
  }

  @Test
  void cacheOperation_isAHitOrAMiss() {
    Apm.recordCacheOperation("answers", true);
    Apm.recordCacheOperation("answers", true);
    Apm.recordCacheOperation("answers", false);
    String[] tags = {"cache", "answers", "library", "api"};
    assertThat(measured().counter("cache.hit", tags)).isEqualTo(2);
    assertThat(measured().counter("cache.miss", tags)).isEqualTo(1);
  }

  @Test
  void circuitBreakerEvent_isCountedUnderTheNameAllLibrariesShare() {
    Apm.recordCircuitBreakerEvent("payments", "HALF_OPEN");
    Apm.recordCircuitBreakerEvent("payments", "half-open");
    assertThat(
            measured()
                .counter(
                    "circuit_breaker.event",
                    "name",
                    "payments",
                    "library",
                    "api",
                    "event",
                    "half_open"))
        .isEqualTo(2);
  }

  @Test
  void nothingWithoutAName_isMeasured() throws Exception {
    for (String name : new String[] {null, ""}) {
      Apm.span(name, () -> "done");
      Apm.startSpan(name).tag("a", "b").error(new IOException("expected")).close();
      Apm.count(name);
      Apm.gauge(name, 1);
      Apm.histogram(name, 1);
      Apm.recordCacheOperation(name, true);
      Apm.recordCircuitBreakerEvent(name, "open");
      Apm.recordCircuitBreakerEvent("payments", name);
    }
    assertThat(measured().names()).isEmpty();
  }

  @Test
  void nullsElsewhere_areNoError() {
    Apm.count("files", 1, (String[]) null);
    Apm.count("files", (String) null);
    Apm.startSpan("file.scan").tag(null, null).tag("a", null).error(null).close();
    Apm.recordAnalysis(null, null, null, false);
    assertThat(measured().counter("files")).isEqualTo(2);
    assertThat(measured().counter("file.scan.total", "outcome", "success")).isEqualTo(1);
  }
}

package io.athena.apm.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class WithoutAgentTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final Duration DURATION = Duration.ofMillis(5);
  private static final String[] TAGS = {"type", "pdf"};
  private static final Callable<String> WORK = () -> "done";

  private final IOException problem = new IOException("expected");

  @Test
  void everyCall_allocatesNothing() throws Exception {
    everything();
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 1_000; i++) {
      everything();
    }
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isZero();
  }

  private void everything() throws Exception {
    Apm.span("file.scan", WORK);
    try (Span span = Apm.startSpan("file.scan")) {
      span.tag("type", "pdf").error(problem);
    }
    Apm.count("files");
    Apm.count("files", 3);
    Apm.count("files", TAGS);
    Apm.count("files", 3, TAGS);
    Apm.gauge("queue", 1.5);
    Apm.gauge("queue", 1.5, TAGS);
    Apm.histogram("size", 1_024);
    Apm.histogram("size", 1_024, TAGS);
    Apm.recordAnalysis("openai", "gpt", DURATION, true);
    Apm.recordCacheOperation("answers", false);
    Apm.recordCircuitBreakerEvent("payments", "open");
  }

  @Test
  void nulls_doNotThrow() {
    assertThatCode(
            () -> {
              Apm.span(null, WORK);
              Apm.startSpan(null).tag(null, null).error(null).close();
              Apm.count(null, 1, (String[]) null);
              Apm.count(null, (String) null);
              Apm.gauge(null, Double.NaN, (String[]) null);
              Apm.histogram(null, -1, (String[]) null);
              Apm.recordAnalysis(null, null, null, false);
              Apm.recordCacheOperation(null, false);
              Apm.recordCircuitBreakerEvent(null, null);
            })
        .doesNotThrowAnyException();
  }

  @Test
  void span_returnsWhatTheWorkReturns() throws Exception {
    assertThat(Apm.span("file.scan", WORK)).isEqualTo("done");
    assertThat(Apm.<String>span("file.scan", null)).isNull();
  }

  @Test
  void span_throwsWhatTheWorkThrows() {
    assertThatThrownBy(
            () ->
                Apm.span(
                    "file.scan",
                    () -> {
                      throw problem;
                    }))
        .isSameAs(problem);
  }

  @Test
  void startedSpans_areOneAndTheSame() {
    assertThat(Apm.startSpan("file.scan")).isSameAs(Apm.startSpan("mail.send"));
  }
}

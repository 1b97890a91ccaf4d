package io.athena.apm.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Gauge;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusPageTest {

  private final TestMetrics metrics = new TestMetrics();
  private final List<String> problems = new ArrayList<>();

  private final ScrapeResponder responder =
      new ScrapeResponder(metrics::snapshot, Tags.of("service", "orders"), problems::add);
  private final PageBuffer buffer = new PageBuffer();

  private String page(ExpositionFormat format) {
    buffer.clear();
    responder.write(format, metrics.snapshot(), false, buffer);
    return StandardCharsets.UTF_8.decode(buffer.content()).toString();
  }

  @Test
  void text_hasBaseUnitsAndConventionalNames() {
    metrics.counter("ai.call.total", "model", "gpt-4o").add(7);
    metrics.milliseconds("circuit_breaker.open.duration").add(1_500);
    metrics.gauge("memory.heap.used", Unit.BYTES, 312);
    metrics.gauge("thread.count", Unit.COUNT, 12);
    metrics.gauge("cache.hit_rate", Unit.RATIO, 0.5);
    assertThat(page(ExpositionFormat.TEXT))
        .isEqualTo(
            """
            # TYPE ai_call_total counter
            # HELP ai_call_total Recorded by a rule or the application.
            ai_call_total{model="gpt-4o",service="orders"} 7
            # TYPE circuit_breaker_open_duration_seconds_total counter
            # HELP circuit_breaker_open_duration_seconds_total Recorded by a rule or the application.
            circuit_breaker_open_duration_seconds_total{service="orders"} 1.5
            # TYPE memory_heap_used_bytes gauge
            # HELP memory_heap_used_bytes Recorded by a rule or the application.
            memory_heap_used_bytes{service="orders"} 312.0
            # TYPE threads gauge
            # HELP threads Recorded by a rule or the application.
            threads{service="orders"} 12.0
            """);
  }

  @Test
  void openMetrics_hasUnitsAndAnEnd() {
    metrics.counter("cache.hit").add(3);
    metrics.gauge("memory.heap.used", Unit.BYTES, 312);
    assertThat(page(ExpositionFormat.OPEN_METRICS))
        .isEqualTo(
            """
            # TYPE cache_hit counter
            # HELP cache_hit Recorded by a rule or the application.
            cache_hit_total{service="orders"} 3
            # TYPE memory_heap_used_bytes gauge
            # UNIT memory_heap_used_bytes bytes
            # HELP memory_heap_used_bytes Recorded by a rule or the application.
            memory_heap_used_bytes{service="orders"} 312.0
            # EOF
            """);
  }

  @Test
  void classicBuckets_countExactly() {
    long bound = 1L << 20;
    metrics.duration("ai.call.duration").record(bound);
    metrics.duration("ai.call.duration").record(bound + 1);
    metrics.duration("ai.call.duration").record(0);
    assertThat(page(ExpositionFormat.TEXT))
        .contains("ai_call_duration_seconds_bucket{service=\"orders\",le=\"5.24288E-4\"} 1\n")
        .contains("ai_call_duration_seconds_bucket{service=\"orders\",le=\"0.001048576\"} 2\n")
        .contains("ai_call_duration_seconds_bucket{service=\"orders\",le=\"0.002097152\"} 3\n")
        .contains("ai_call_duration_seconds_bucket{service=\"orders\",le=\"+Inf\"} 3\n")
        .contains("ai_call_duration_seconds_sum{service=\"orders\"} 0.002097153\n")
        .contains("ai_call_duration_seconds_count{service=\"orders\"} 3\n");
  }

  @Test
  void hostileText_isEscaped() {
    metrics.counter("1 bad-name", "le", "a\"b\\c\nd").add(1);
    assertThat(page(ExpositionFormat.TEXT))
        .contains("_1_bad_name_total{le_=\"a\\\"b\\\\c\\nd\",service=\"orders\"} 1\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0",
    "1,0.001",
    "1000,1.0",
    "1500,1.5",
    "60010,60.01",
    "9007199254740993,9007199254740.993"
  })
  void amountInAnotherUnit_isExact(long milliseconds, String seconds) {
    metrics.milliseconds("circuit_breaker.open.duration").add(milliseconds);
    assertThat(page(ExpositionFormat.TEXT)).contains("{service=\"orders\"} " + seconds + "\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0.0",
    "-3,-3.0",
    "0.25,0.25",
    "-1e300,-1.0E300",
    "4503599627370496,4503599627370496.0"
  })
  void gauge_isADecimalNumber(double value, String shown) {
    metrics.gauge("cache.size", Unit.COUNT, value);
    assertThat(page(ExpositionFormat.TEXT)).contains("{service=\"orders\"} " + shown + "\n");
  }

  @Test
  void metricWhoseNameAnotherTypeHas_isLeftOut() {
    metrics.counter("orders.open").add(1);
    metrics.gauge("orders_open", Unit.COUNT, 2);
    assertThat(page(ExpositionFormat.TEXT)).contains("orders_open_total").doesNotContain("gauge");
    assertThat(problems).hasSize(1).first().asString().contains("orders_open");
  }

  @Test
  void seriesThatComes_orIsGone_isSeen() {
    metrics.counter("cache.hit", "cache", "a").add(1);
    page(ExpositionFormat.TEXT);
    metrics.counter("cache.hit", "cache", "b").add(2);
    Gauge size = metrics.gauge("cache.size", Unit.COUNT, 3);
    assertThat(page(ExpositionFormat.TEXT))
        .contains("cache_hit_total{cache=\"a\",service=\"orders\"} 1\n")
        .contains("cache_hit_total{cache=\"b\",service=\"orders\"} 2\n")
        .contains("cache_size{service=\"orders\"} 3.0\n");
    size.set(() -> Double.NaN);
    assertThat(page(ExpositionFormat.TEXT)).doesNotContain("cache_size").contains("cache_hit");
  }

  @Test
  void pageThatIsBeingSent_isNotOverwritten() throws IOException {
    metrics.counter("cache.hit").add(1);
    HttpResponse slow = responder.respond("GET /metrics HTTP/1.1");
    HttpResponse other =
        responder.respond("GET /metrics HTTP/1.1\r\nAccept: application/openmetrics-text");

    assertThat(sent(other)).endsWith("# EOF\n");
    assertThat(sent(slow)).endsWith("cache_hit_total{service=\"orders\"} 1\n");
  }

  private static String sent(HttpResponse response) throws IOException {
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source()) {
      try (Pipe.SinkChannel sink = pipe.sink()) {
        assertThat(response.writeTo(sink)).isFalse();
      }
      response.close();
      return new String(Channels.newInputStream(source).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @CsvSource({"TEXT,false", "TEXT,true", "OPEN_METRICS,true", "PROTOBUF,false", "PROTOBUF,true"})
  void steadyPage_allocatesNothingForASeries(ExpositionFormat format, boolean gzip) {
    int more = 2_000;
    long few = allocated(100, format, gzip);
    long many = allocated(100 + more, format, gzip);
    assertThat(many - few).isLessThan(more);
  }

  /** The bytes that a page of so many counters, durations and gauges allocates. */
  private long allocated(int series, ExpositionFormat format, boolean gzip) {
    for (int i = 0; i < series; i++) {
      metrics.counter("cache.hit", "cache", "c" + i).add(i);
      metrics.duration("ai.call.duration", "model", "m" + i).record(i);
      metrics.gauge("cache.size", Unit.COUNT, i, "cache", "c" + i);
    }
    Snapshot snapshot = metrics.snapshot();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long begin = 0;
    for (int page = 0; page < 3; page++) {
      begin = threads.getCurrentThreadAllocatedBytes();
      buffer.clear();
      responder.write(format, snapshot, gzip, buffer);
    }
    return threads.getCurrentThreadAllocatedBytes() - begin;
  }
}

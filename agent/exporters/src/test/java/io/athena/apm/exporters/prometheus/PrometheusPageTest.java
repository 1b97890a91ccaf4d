package io.athena.apm.exporters.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrometheusPageTest {

  private final TestMetrics metrics = new TestMetrics();
  private final List<String> problems = new ArrayList<>();

  private String page(ExpositionFormat format) {
    var families =
        MetricFamily.of(metrics.snapshot().samples(), Tags.of("service", "orders"), problems::add);
    return new String(format.page(families), StandardCharsets.UTF_8);
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

  @Test
  void metricWhoseNameAnotherTypeHas_isLeftOut() {
    metrics.counter("orders.open").add(1);
    metrics.gauge("orders_open", Unit.COUNT, 2);
    assertThat(page(ExpositionFormat.TEXT)).contains("orders_open_total").doesNotContain("gauge");
    assertThat(problems).hasSize(1).first().asString().contains("orders_open");
  }
}

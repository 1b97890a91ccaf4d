package io.athena.apm.exporters.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.athena.apm.core.export.AgentMetrics;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsoleExporterTest {

  private final TestMetrics metrics = new TestMetrics();
  private final StringBuilder target = new StringBuilder();
  private final ConsoleExporter console =
      new ConsoleExporter(target, true, Tags.of("service", "orders", "env", "prod"));

  @Test
  void table_groupsWhatChanged_byMetric() {
    flush();
    metrics.counter("cache.hit", "cache", "users", "library", "caffeine").add(7);
    metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(1_200);
    metrics.counter("cache.miss", "cache", "sessions", "library", "caffeine");
    metrics.milliseconds("circuit_breaker.open.duration").add(1_500);
    metrics.gauge("memory.heap.used", Unit.BYTES, 312 << 20);
    metrics.gauge("cache.hit_rate", Unit.RATIO, 0.9375, "cache", "sessions");
    for (int i = 1; i <= 100; i++) {
      metrics.duration("ai.call.duration", "model", "gpt-4o").record(i * 20_000_000L);
    }
    metrics.pass(10_000);

    assertThat(flush())
        .isEqualTo(
            """
            2026-11-23 20:51:17 UTC  env:prod,service:orders  last 10 s, 1 series quiet
                                               count   per s  total/value    mean     p50     p95     p99     max
            ai.call.duration
              model:gpt-4o                       100                       1.01 s  995 ms  1.91 s  1.99 s  1.99 s
            cache.hit
              cache:sessions,library:caffeine   1200     120         1200
              cache:users,library:caffeine         7     0.7            7
            cache.hit_rate
              cache:sessions                                       93.8 %
            circuit_breaker.open.duration      1.5 s  150 ms        1.5 s
            memory.heap.used                                       312 MB
            """);
  }

  @Test
  void histogram_isShownInItsUnit() {
    metrics.histogram("files.size", Unit.BYTES).record(32);
    metrics.histogram("pages", Unit.COUNT).record(40);

    assertThat(flush()).contains("32 B").containsPattern("pages +1 +40 +40 ");
  }

  @ParameterizedTest
  @CsvSource({"864000000, 2026-12-03 20:51:17", "-864000000, 2026-11-13 20:51:17"})
  void wallClock_thatWasSet_isShown_andChangesNeitherIntervalNorRate(long by, String shown) {
    flush();
    metrics.counter("c").add(5);
    metrics.pass(10_000);
    metrics.setWallClock(by);

    assertThat(flush())
        .isEqualTo(
            """
            %s UTC  env:prod,service:orders  last 10 s, 0 series quiet
               count  per s  total/value
            c      5    0.5            5
            """
                .formatted(shown));
  }

  @Test
  void flushesAtOneInstant_giveNoRate() {
    flush();
    metrics.counter("c").add(5);

    assertThat(flush())
        .isEqualTo(
            """
            2026-11-23 20:51:07 UTC  env:prod,service:orders  since the last, 0 series quiet
               count  total/value
            c      5            5
            """);
  }

  @Test
  void quietInterval_isSilent_evenWithGauges() {
    metrics.counter("c").increment();
    metrics.gauge("g", Unit.COUNT, 3);
    flush();

    assertThat(flush()).isEmpty();
  }

  @Test
  void firstFlush_showsGauges_evenWhereNothingWasCounted() {
    metrics.counter("c");
    metrics.gauge("thread.count", Unit.COUNT, 31);

    assertThat(flush())
        .isEqualTo(
            """
            2026-11-23 20:51:07 UTC  env:prod,service:orders  since start, 1 series quiet
                          total/value
            thread.count           31
            """);
  }

  @Test
  void firstFlush_withoutAnySeries_isSilent() {
    assertThat(flush()).isEmpty();
  }

  @Test
  void agentRows_areShownOnlyWhereSomethingIsWrong() {
    Delivery delivery = new Delivery(metrics.registry(), "statsd");
    metrics.registry().gauges(AgentMetrics.SERIES).get().set(() -> 5);
    metrics.registry().counters(AgentMetrics.WOVEN).get("caffeine").increment();
    delivery.sent(5, 100);
    assertThat(flush()).isEmpty();

    metrics.pass(500);
    delivery.sent(5, 100);
    delivery.failed(3);
    metrics.registry().counters(AgentMetrics.SKIPPED).get("caffeine").increment();
    metrics.registry().counters(AgentMetrics.ERRORS).get("advice").increment();
    metrics.registry().counters(AgentMetrics.OVERFLOW).get("cache.hit").increment();
    assertThat(flush())
        .isEqualTo(
            """
            2026-11-23 20:51:07 UTC  env:prod,service:orders  last 500 ms, 0 series quiet
                                              count  per s  total/value
            athena.agent.error
              door:advice                         1      2            1
            athena.agent.hook.skipped
              instrumentation:caffeine            1      2            1
            athena.agent.lines
              exporter:statsd,outcome:failed      3      6            3
            athena.agent.series.overflow
              metric:cache.hit                    1      2            1
            """);
  }

  @Test
  void spans_comeBeforeTheTable_eachBelowTheOneItWasIn() {
    metrics.counter("c").increment();
    Tags tags = Tags.of("model", "gpt-4o", "outcome", "success");

    console.export(
        metrics.snapshot(),
        List.of(
            span(3, 1, 30, 12, "ai.call", tags, 812_345_678),
            span(4, 2, 20, 13, "db.read", Tags.NONE, 4_000_000),
            span(2, 1, 10, 14, "file.scan", Tags.NONE, 5_000_000),
            span(1, 0, 5, 345, "ai.analysis", Tags.NONE, 1_900_000_000)));

    assertThat(taken())
        .isEqualTo(
            """
            2026-11-23 20:51:07.345 UTC  span  1.9 s  ai.analysis
            2026-11-23 20:51:07.014 UTC  span  5 ms    file.scan
            2026-11-23 20:51:07.013 UTC  span  4 ms      db.read
            2026-11-23 20:51:07.012 UTC  span  812 ms    ai.call  model:gpt-4o,outcome:success
            2026-11-23 20:51:07 UTC  env:prod,service:orders  since start, 0 series quiet
               count  total/value
            c      1            1
            """);
  }

  @Test
  void span_waitsForTheFirstOfItsTrace() {
    console.export(
        metrics.snapshot(), List.of(span(2, 1, 10, 12, "ai.call", Tags.NONE, 1_000_000)));
    assertThat(taken()).isEmpty();

    console.export(
        metrics.snapshot(), List.of(span(1, 0, 5, 13, "ai.analysis", Tags.NONE, 2_000_000)));

    assertThat(taken())
        .isEqualTo(
            """
            2026-11-23 20:51:07.013 UTC  span  2 ms  ai.analysis
            2026-11-23 20:51:07.012 UTC  span  1 ms    ai.call
            """);
  }

  @Test
  void span_whoseTraceGoesOnAndOn_isShownWithoutItsParent() {
    console.export(
        metrics.snapshot(), List.of(span(2, 1, 10, 12, "ai.call", Tags.NONE, 1_000_000)));
    for (int flush = 0; flush < SpanTrees.PATIENCE; flush++) {
      assertThat(taken()).isEmpty();
      console.export(metrics.snapshot(), List.of());
    }

    assertThat(taken()).isEqualTo("2026-11-23 20:51:07.012 UTC  span  1 ms  ... ai.call\n");
  }

  @Test
  void span_thatWaits_isShownAtTheEnd() {
    console.export(
        metrics.snapshot(), List.of(span(2, 1, 10, 12, "ai.call", Tags.NONE, 1_000_000)));

    console.close();

    assertThat(taken()).contains("... ai.call");
  }

  @Test
  void spans_areLeftOut_whereNotAskedFor() {
    var without = new ConsoleExporter(target, false, Tags.NONE);
    without.export(metrics.snapshot(), List.of(span(1, 0, 0, 0, "ai.call", Tags.NONE, 1)));
    without.close();

    assertThat(taken()).isEmpty();
  }

  private static FinishedSpan span(
      long id, long parent, long start, long millis, String name, Tags tags, long nanos) {
    TraceId trace = new TraceId(1, 1);
    return new FinishedSpan(
        trace, id, parent, start, TestMetrics.START + millis, name, tags, nanos, Map.of());
  }

  @Test
  void controlCharacters_breakNoLine() {
    metrics.counter("c", "k", "a\nb\u001b[31mc\u2028").increment();

    assertThat(flush()).contains("\n  k:a?b?[31mc?      1            1\n");
  }

  @Test
  void text_isTheSame_whateverLocaleAndTimeZone() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      metrics.gauge("g", Unit.BYTES, 1.5 * (1 << 20));

      assertThat(flush()).startsWith("2026-11-23 20:51:07 UTC").endsWith("g       1.5 MB\n");
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void flush_isOneWrite_andReachesTheStream() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Writer buffered = new OutputStreamWriter(bytes, StandardCharsets.UTF_8);
    metrics.counter("c").increment();

    new ConsoleExporter(buffered, true, Tags.NONE).export(metrics.snapshot(), List.of());

    assertThat(bytes.toString(StandardCharsets.UTF_8)).endsWith("c      1            1\n");
  }

  @Test
  void changes_thatCouldNotBeWritten_areShownAtTheNextFlush() {
    FullDisk disk = new FullDisk();
    ConsoleExporter exporter = new ConsoleExporter(disk, false, Tags.NONE);
    metrics.counter("c").add(3);
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> exporter.export(metrics.snapshot(), List.of()));

    disk.full = false;
    exporter.export(metrics.snapshot(), List.of());

    assertThat(disk.written.toString()).endsWith("c      3            3\n");
  }

  @Test
  void breakerThatOpened_isALine_andItsNumbersAreInTheNextTable() {
    flush();
    metrics.counter("circuit_breaker.event", "name", "n", "library", "l", "event", "open").add(1);
    metrics.gauge("circuit_breaker.state", Unit.COUNT, 2, "name", "n", "library", "l");

    console.exportEarly(metrics.snapshot());

    assertThat(taken())
        .isEqualTo("2026-11-23 20:51:07 UTC  circuit breaker opened: library:l,name:n\n");
    assertThat(flush()).contains("event:open,library:l,name:n", "circuit_breaker.state");
  }

  private String flush() {
    console.export(metrics.snapshot(), List.of());
    return taken();
  }

  private String taken() {
    String text = target.toString();
    target.setLength(0);
    return text;
  }

  private static final class FullDisk implements Appendable {

    private final StringBuilder written = new StringBuilder();
    private boolean full = true;

    @Override
    public Appendable append(CharSequence text) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      written.append(text);
      return this;
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) throws IOException {
      return append(text.subSequence(start, end));
    }

    @Override
    public Appendable append(char c) throws IOException {
      return append(String.valueOf(c));
    }
  }
}

package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainLinesTest {

  private final TestMetrics metrics = new TestMetrics();
  private final Encoders encoders =
      new Encoders(
          Dialect.PLAIN, DogStatsdProtocol.DEFAULT, Tags.of("service", "orders", "env", "prod"));

  @Test
  void counter_sendsWhatWasGained_andNothingWhenQuiet() {
    metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(3);

    assertThat(lines()).containsExactly("cache.hit.prod.orders.sessions.caffeine:3|c");
    assertThat(lines()).isEmpty();

    metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(40);
    assertThat(lines()).containsExactly("cache.hit.prod.orders.sessions.caffeine:40|c");
  }

  @Test
  void counter_thatNeverCounted_sendsNothing() {
    metrics.counter("cache.hit");

    assertThat(lines()).isEmpty();
  }

  @Test
  void counterOfMilliseconds_sendsThemAsTheyAre() {
    metrics.milliseconds("circuit_breaker.open.duration").add(1_500);

    assertThat(lines()).containsExactly("circuit_breaker.open.duration.prod.orders:1500|c");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5e-7, 0.00000015",
    "1e-6, 0.000001",
    "0.00000123456, 0.00000123456",
    "0.00095, 0.00095"
  })
  void tinyGauge_keepsItsDigits_withoutAnExponent(double price, String text) {
    metrics.gauge("price", Unit.COUNT, price);

    assertThat(lines()).containsExactly("price.prod.orders:" + text + "|g");
  }

  @Test
  void gauge_isSentAtEveryFlush() {
    metrics.gauge("cache.hit_rate", Unit.RATIO, 0.9375);

    assertThat(lines()).containsExactly("cache.hit_rate.prod.orders:0.9375|g");
    assertThat(lines()).containsExactly("cache.hit_rate.prod.orders:0.9375|g");
  }

  @Test
  void negativeGauge_isSetToZeroFirst_inTheSamePacket() {
    metrics.gauge("temperature", Unit.COUNT, -5);

    assertThat(lines())
        .containsExactly("temperature.prod.orders:0|g\ntemperature.prod.orders:-5|g");
  }

  @Test
  void hugeGauge_hasNoExponent() {
    metrics.gauge("size", Unit.BYTES, 1e20);

    assertThat(lines()).containsExactly("size.prod.orders:100000000000000000000|g");
  }

  @Test
  void duration_leavesInMilliseconds_oneValueALine() {
    metrics.duration("ai.call.duration", "model", "gpt-4o").record(40);
    metrics.duration("ai.call.duration", "model", "gpt-4o").record(40);
    metrics.duration("ai.call.duration", "model", "gpt-4o").record(5_000_000);

    assertThat(lines())
        .containsExactly(
            "ai.call.duration.prod.orders.gpt-4o:0.00004|ms",
            "ai.call.duration.prod.orders.gpt-4o:0.00004|ms",
            "ai.call.duration.prod.orders.gpt-4o:5.043|ms");
    assertThat(lines()).isEmpty();
  }

  @Test
  void duration_ofMoreThanAHundredValues_sendsAHundredWithTheirWeights() {
    for (int i = 0; i < 250; i++) {
      metrics.duration("d").record(50);
    }

    assertThat(lines())
        .hasSize(100)
        .startsWith(
            "d.prod.orders:0.00005|ms|@0.5",
            "d.prod.orders:0.00005|ms|@0.3333333333333333",
            "d.prod.orders:0.00005|ms|@0.5");
  }

  @Test
  void duration_sendsOnlyWhatWasGained() {
    metrics.duration("d").record(10);
    metrics.duration("d").record(20);
    assertThat(lines()).containsExactly("d.prod.orders:0.00001|ms", "d.prod.orders:0.00002|ms");

    metrics.duration("d").record(15);
    metrics.duration("d").record(20);

    assertThat(lines()).containsExactly("d.prod.orders:0.000015|ms", "d.prod.orders:0.00002|ms");
  }

  @Test
  void histogramOfPlainNumbers_leavesAsItIs() {
    metrics.histogram("files.size", Unit.BYTES).record(5_000_000);
    metrics.histogram("pages", Unit.COUNT).record(40);

    assertThat(lines())
        .containsExactly("files.size.prod.orders:5042507|ms", "pages.prod.orders:40|ms");
  }

  private List<String> lines() {
    return CollectedLines.of(metrics.snapshot(), encoders);
  }
}

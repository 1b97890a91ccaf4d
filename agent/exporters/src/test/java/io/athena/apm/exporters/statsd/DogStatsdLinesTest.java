package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DogStatsdLinesTest {

  private final TestMetrics metrics = new TestMetrics();
  private final Encoders encoders = encoders("1.1", Origin.UNKNOWN);

  @Test
  void counter_sendsWhatWasGained_withConstantAndOwnTagsInOneOrder() {
    metrics.counter("cache.hit", "cache", "sessions", "library", "caffeine").add(3);

    assertThat(lines()).containsExactly("cache.hit:3|c|#cache:sessions,env:prod,library:caffeine");
    assertThat(lines()).isEmpty();
  }

  @Test
  void gauge_isSentAtEveryFlush_withItsSign() {
    metrics.gauge("temperature", Unit.COUNT, -5.25);

    assertThat(lines()).containsExactly("temperature:-5.25|g|#env:prod");
    assertThat(lines()).containsExactly("temperature:-5.25|g|#env:prod");
  }

  @Test
  void histogramOfPlainNumbers_leavesAsItIs() {
    metrics.histogram("pages", Unit.COUNT).record(40);

    assertThat(lines()).containsExactly("pages:40|d|#env:prod");
  }

  @Test
  void valuesSeenOnce_shareALine() {
    Histogram histogram = metrics.duration("d");
    histogram.record(10);
    histogram.record(20);
    histogram.record(5_000_000);

    assertThat(lines()).containsExactly("d:0.00001:0.00002:5.043|d|#env:prod");
    assertThat(lines()).isEmpty();
  }

  @Test
  void valuesSeenEquallyOften_shareALine_withTheirWeightAsRate() {
    Histogram histogram = metrics.duration("d");
    record(histogram, 10, 4);
    record(histogram, 20, 3);
    record(histogram, 30, 4);
    record(histogram, 40, 1);

    assertThat(lines())
        .containsExactly(
            "d:0.00004|d|#env:prod",
            "d:0.00002|d|@0.333333333|#env:prod",
            "d:0.00001:0.00003|d|@0.25|#env:prod");
  }

  @Test
  void valueSeenMoreThanTenThousandTimes_isSplit() {
    record(metrics.duration("d"), 10, 25_000);

    assertThat(lines())
        .containsExactly("d:0.00001|d|@0.0002|#env:prod", "d:0.00001:0.00001|d|@0.0001|#env:prod");
  }

  @Test
  void lineWithMoreValuesThanAPacketHolds_goesOnInTheNext() {
    for (int i = 0; i < 600; i++) {
      metrics.duration("d").record((long) (1_000_000 * Math.pow(1.04, i % 200)));
      metrics.duration("d").record((long) (1_000 * Math.pow(1.04, i % 200)));
    }

    assertThat(lines())
        .hasSizeGreaterThan(1)
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(1_432))
        .anySatisfy(line -> assertThat(line.length()).isGreaterThan(1_380));
  }

  @Test
  void protocol10_hasALineForEachValue() {
    Histogram histogram = metrics.duration("d");
    histogram.record(10);
    histogram.record(20);

    assertThat(CollectedLines.of(metrics.snapshot(), encoders("1.0", Origin.UNKNOWN)))
        .containsExactly("d:0.00001|d|#env:prod", "d:0.00002|d|#env:prod");
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, ''",
    "1.2, |c:1f4e",
    "1.3, |c:1f4e",
    "1.4, |c:ci-1f4e",
    "1.5, '|c:ci-1f4e|e:it-false,cn-web,pu-7'",
    "1.6, '|c:ci-1f4e|e:it-false,cn-web,pu-7|card:low'",
  })
  void knownOrigin_isTold_asFarAsTheProtocolGoes(String version, String fields) {
    metrics.counter("c").increment();
    Origin origin = new Origin("ci-1f4e", "it-false,cn-web,pu-7", "low");

    assertThat(CollectedLines.of(metrics.snapshot(), encoders(version, origin)))
        .containsExactly("c:1|c|#env:prod" + fields)
        .allSatisfy(line -> new Receiver(Dialect.DOGSTATSD).receive(line));
  }

  private static Encoders encoders(String version, Origin origin) {
    return new Encoders(
        Dialect.DOGSTATSD, DogStatsdProtocol.of(version, origin), Tags.of("env", "prod"));
  }

  private static void record(Histogram histogram, long value, int times) {
    for (int i = 0; i < times; i++) {
      histogram.record(value);
    }
  }

  private List<String> lines() {
    return CollectedLines.of(metrics.snapshot(), encoders);
  }
}

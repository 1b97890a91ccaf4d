package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegistryTest {

  private static final Metric HITS = Metric.counter("cache.hit", List.of("cache"), "");
  private static final Metric SIZE = Metric.gauge("cache.size", Unit.BYTES, List.of("cache"), "");
  private static final Metric LOAD = Metric.duration("cache.load", List.of(), "");

  private final List<String> overflowed = new ArrayList<>();
  private final List<Throwable> failed = new ArrayList<>();
  private final Registry registry =
      new Registry(
          () -> 1_234, 2, (metric, tag) -> overflowed.add(metric + " " + tag), failed::add);

  @Test
  void metric_hasOneFamily() {
    assertThat(registry.counters(HITS)).isSameAs(registry.counters(HITS));
    assertThat(registry.counters(HITS).metric()).isSameAs(HITS);
  }

  @Test
  void metricsThatShareAName_shareAFamilyWhereTypeAndTagsAreTheSame() {
    Family<Counter> hits = registry.counters(HITS);
    assertThat(registry.counters(Metric.counter("cache.hit", List.of("cache"), "again")))
        .isSameAs(hits);
    assertThat(registry.counters(Metric.counter("cache.hit", List.of("zone"), "")))
        .isNotSameAs(hits);
  }

  @Test
  void nameOfAnotherType_isRefused_withALine() {
    List<String> refused = new ArrayList<>();
    registry.reportRefused(refused::add);
    registry.counters(HITS).get("a").increment();
    registry
        .gauges(Metric.gauge("cache.hit", Unit.COUNT, List.of(), "").writtenAt("rules.yaml:3"))
        .get()
        .set(() -> 1);
    registry.counters(Metric.counter("cache.hit", List.of("zone"), "")).get("z").increment();

    assertThat(series()).containsExactly("cache.hit{cache:a}", "cache.hit{zone:z}");
    assertThat(refused)
        .containsExactly("cache.hit (rules.yaml:3) is not recorded: cache.hit is a counter");
  }

  @Test
  void familyOfAnotherType_isRefused() {
    assertThatThrownBy(() -> registry.counters(SIZE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cache.size is a GAUGE, not a COUNTER");
    assertThatThrownBy(() -> registry.gauges(LOAD)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> registry.histograms(HITS))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(registry.size()).isZero();
  }

  @Test
  void snapshot_hasTheWallClock() {
    assertThat(registry.snapshot().epochMillis()).isEqualTo(1_234);
    assertThat(registry.snapshot().samples()).isEmpty();
  }

  @Test
  void samples_areGroupedByMetric_inTheOrderInWhichSeriesAppeared() {
    registry.gauges(SIZE).get("z").set(() -> 1);
    registry.counters(HITS).get("z").increment();
    registry.gauges(SIZE).get("a").set(() -> 2);
    registry.counters(HITS).get("a").increment();
    registry.histograms(LOAD).get().record(1);

    assertThat(series())
        .containsExactly(
            "cache.hit{cache:z}",
            "cache.hit{cache:a}",
            "cache.load{}",
            "cache.size{cache:z}",
            "cache.size{cache:a}");
    assertThat(registry.size()).isEqualTo(5);
  }

  @Test
  void snapshot_isNotChangedByWhatComesLater() {
    registry.counters(HITS).get("a").increment();
    Snapshot earlier = registry.snapshot();
    registry.counters(HITS).get("a").increment();

    assertThat(earlier.samples())
        .extracting(sample -> ((Sample.Count) sample).total())
        .containsExactly(1L);
  }

  @Test
  void poller_runsBeforeTheSamplesAreTaken() {
    registry.poll(() -> registry.counters(HITS).get("polled").add(7));

    assertThat(registry.snapshot().samples())
        .extracting(sample -> ((Sample.Count) sample).total())
        .containsExactly(7L);
  }

  @Test
  void gaugeWithoutValue_isLeftOut() {
    registry.gauges(SIZE).get("a").set(() -> Double.NaN);
    registry.gauges(SIZE).get("b").set(() -> 1);

    assertThat(series()).containsExactly("cache.size{cache:b}");
    assertThat(failed).isEmpty();
  }

  @Test
  void failingPoller_takesNothingElseWithIt() {
    IllegalStateException problem = new IllegalStateException("poller");
    registry.poll(
        () -> {
          throw problem;
        });
    registry.poll(() -> registry.counters(HITS).get("a").increment());

    assertThat(series()).containsExactly("cache.hit{cache:a}");
    assertThat(failed).containsExactly(problem);
  }

  @Test
  void failingGauge_takesNoOtherSeriesWithIt() {
    LinkageError problem = new LinkageError("gauge");
    registry.counters(HITS).get("a");
    registry
        .gauges(SIZE)
        .get("bad")
        .set(
            () -> {
              throw problem;
            });
    registry.gauges(SIZE).get("good").set(() -> 1);

    assertThat(series()).containsExactly("cache.hit{cache:a}", "cache.size{cache:good}");
    assertThat(failed).containsExactly(problem);
  }

  @Test
  void metricThatReachesItsLimit_isNamedWithTheTagThatGrew() {
    for (String cache : new String[] {"a", "b", "c", "d"}) {
      registry.counters(HITS).get(cache);
    }
    registry.gauges(SIZE).get("a");

    assertThat(overflowed).containsExactly("cache.hit cache");
  }

  private List<String> series() {
    return registry.snapshot().samples().stream()
        .map(sample -> sample.series().toString())
        .toList();
  }
}

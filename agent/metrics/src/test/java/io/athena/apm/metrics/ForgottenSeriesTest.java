package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Series that are removed: gauges that are no longer set. */
class ForgottenSeriesTest {

  private final List<String> overflowed = new ArrayList<>();
  private final List<Throwable> failed = new ArrayList<>();
  private final Registry registry =
      new Registry(() -> 0, 3, (metric, tag) -> overflowed.add(tag), failed::add);
  private final Family<Gauge> gauges =
      registry.gauges(Metric.gauge("depth", Unit.COUNT, List.of("queue"), ""));

  private List<String> series() {
    return registry.snapshot().samples().stream()
        .map(sample -> sample.series().tags().toString())
        .toList();
  }

  @Test
  void seriesThatIsForgotten_hasNoSample_andLeavesRoomForAnother() {
    gauges.get("a").set(1, this);
    gauges.get("b").set(1);
    gauges.get("c").set(1, "another");

    gauges.removeIf(gauge -> gauge.isSetBy(this));

    assertThat(series()).containsExactly("queue:b", "queue:c");
    assertThat(registry.size()).isEqualTo(2);
    gauges.get("d").set(1);
    assertThat(series()).containsExactly("queue:b", "queue:c", "queue:d");
    assertThat(overflowed).isEmpty();
  }

  @Test
  void seriesThatIsForgotten_isANewOneWhenItComesAgain() {
    Gauge before = gauges.get("a");
    before.set(1, this);
    gauges.removeIf(gauge -> gauge.isSetBy(this));

    before.set(2, this);
    assertThat(series()).isEmpty();
    gauges.get("a").set(3);

    assertThat(gauges.get("a")).isNotSameAs(before);
    assertThat(series()).containsExactly("queue:a");
  }

  @Test
  void foldedSeries_areToldApartAgain_whenAllOfThemAreForgotten() {
    for (String queue : List.of("a", "b", "c", "d")) {
      gauges.get(queue).set(1, this);
    }
    assertThat(series()).contains("overflow:true");
    assertThat(overflowed).containsExactly("queue");

    gauges.removeIf(gauge -> gauge.isSetBy(this));
    gauges.get("d").set(1);

    assertThat(series()).containsExactly("queue:d");
  }

  @Test
  void foldedSeriesThatStays_takesWhatComes_thoughOthersAreForgotten() {
    gauges.get("a").set(1, this);
    gauges.get("b").set(1, this);
    gauges.get("c").set(1);
    gauges.get("d").set(1);

    gauges.removeIf(gauge -> gauge.isSetBy(this));
    gauges.get("a").set(2);

    assertThat(series()).containsExactly("queue:c", "overflow:true");
    assertThat(gauges.get("")).isSameAs(gauges.get("a"));
    assertThat(gauges.get("c")).isNotSameAs(gauges.get("a"));
  }

  @Test
  void seriesThatStay_areFoundAmongMany() {
    Registry large = new Registry(() -> 0, 1_000, (metric, tag) -> {}, failed::add);
    Family<Gauge> many = large.gauges(Metric.gauge("many", Unit.COUNT, List.of("n"), ""));
    List<Gauge> odd = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.get("" + i).set(i, i % 2 == 0 ? this : null);
      if (i % 2 == 1) {
        odd.add(many.get("" + i));
      }
    }

    many.removeIf(gauge -> gauge.isSetBy(this));

    for (int i = 1; i < 500; i += 2) {
      assertThat(many.get("" + i)).isSameAs(odd.get(i / 2));
    }
    assertThat(large.size()).isEqualTo(250);
  }
}

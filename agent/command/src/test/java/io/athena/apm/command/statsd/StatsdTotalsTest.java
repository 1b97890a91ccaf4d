package io.athena.apm.command.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatsdTotalsTest {

  @Test
  void counter_isTheSumOfValuesOverRates() {
    assertThat(plain("a:1|c", "a:2|c|@0.5", "a:3|c").counter("a")).isEqualTo(1 + 4 + 3);
  }

  @Test
  void counter_isLookedUpByItsTags() {
    var totals = dog("hit:1|c|#cache:x", "hit:2|c|#cache:y", "hit:4|c|#cache:x");

    assertThat(totals.counter("hit", "cache", "x")).isEqualTo(5);
  }

  @Test
  void counter_takesAllSeriesThatHaveTheTags() {
    var totals = dog("hit:1|c|#cache:x,env:a", "hit:2|c|#cache:x,env:b", "hit:4|c|#cache:y,env:a");

    assertThat(totals.counter("hit", "cache", "x")).isEqualTo(3);
    assertThat(totals.counter("hit")).isEqualTo(7);
    assertThat(totals.counter("hit", "env", "a", "cache", "y")).isEqualTo(4);
  }

  @Test
  void counter_thatIsMissingFailsWithSimilarOnes() {
    var totals = dog("cache.hit:1|c|#cache:x", "ai.call.total:1|c", "cache.miss:1|g");

    assertThatThrownBy(() -> totals.counter("cache.miss", "cache", "x"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll(
            "no counter cache.miss{cache=x};", "cache.hit{cache:x} c", "cache.miss{} g")
        .hasMessageNotContaining("ai.call");
  }

  @Test
  void lookup_takesTagsInPairs() {
    assertThatIllegalArgumentException().isThrownBy(() -> dog("a:1|c").counter("a", "cache"));
  }

  @Test
  void plainGauge_isChangedBySignedValues_unlessItIsZero() {
    assertThat(plain("g:10|g", "g:-5|g", "g:+2|g").gauge("g")).isEqualTo(7);
    assertThat(plain("g:-5|g").gauge("g")).isEqualTo(-5);
    assertThat(plain("g:10|g", "g:0|g", "g:-5|g").gauge("g")).isEqualTo(-5);
    assertThat(plain("g:10|g", "g:5|g").gauge("g")).isEqualTo(5);
  }

  @Test
  void dogStatsdGauge_isTheLastValue() {
    assertThat(dog("g:10|g", "g:-5|g").gauge("g")).isEqualTo(-5);
  }

  @Test
  void gauge_thatIsNotOneSeriesFails() {
    var totals = dog("g:1|g|#pool:a", "g:2|g|#pool:b");

    assertThatThrownBy(() -> totals.gauge("g"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContainingAll("2 gauges", "g{pool:a} g", "g{pool:b} g");
    assertThat(totals.gauge("g", "pool", "b")).isEqualTo(2);
  }

  @Test
  void distribution_isWeighted() {
    var values = dog("t:1|h|@0.1", "t:2:3|h", "t:100|h").distribution("t");

    assertThat(values.count()).isEqualTo(13);
    assertThat(values.quantile(0.5)).isEqualTo(1);
    assertThat(values.quantile(0.9)).isEqualTo(3);
    assertThat(values.quantile(1)).isEqualTo(100);
    assertThat(values.min()).isEqualTo(1);
    assertThat(values.max()).isEqualTo(100);
  }

  @Test
  void plainTimer_scalesItsCountButNotItsQuantiles() {
    var values = plain("t:1|ms|@0.1", "t:2|ms", "t:3|ms").distribution("t");

    assertThat(values.count()).isEqualTo(12);
    assertThat(values.quantile(0.5)).isEqualTo(2);
  }

  @Test
  void distribution_mergesMatchingSeries() {
    var totals = dog("t:1|d|#m:a", "t:2|d|#m:b", "t:3|ms|#m:b");

    assertThat(totals.distribution("t").count()).isEqualTo(3);
    assertThat(totals.distribution("t", "m", "a").max()).isEqualTo(1);
  }

  @Test
  void quantile_isTheNearestRank() {
    var totals = new StatsdTotals();
    for (int i = 1; i <= 100; i++) {
      totals.add(Dialect.PLAIN.parse("t:" + i + "|ms"));
    }
    var values = totals.distribution("t");

    assertThat(values.quantile(0)).isEqualTo(1);
    assertThat(values.quantile(0.55)).isEqualTo(55);
    assertThat(values.quantile(0.951)).isEqualTo(96);
    assertThatIllegalArgumentException().isThrownBy(() -> values.quantile(1.01));
    assertThatIllegalArgumentException().isThrownBy(() -> values.quantile(Double.NaN));
  }

  @Test
  void has_saysWhetherASeriesIsThere() {
    var totals = dog("hit:1|c|#cache:x");

    assertThat(totals.has("hit")).isTrue();
    assertThat(totals.has("hit", "cache", "x")).isTrue();
    assertThat(totals.has("hit", "cache", "y")).isFalse();
    assertThat(totals.has("miss")).isFalse();
  }

  @Test
  void all_areWhatAReceiverWouldReport() {
    assertThat(dog("hit:2|c|@0.5|#cache:x", "heap:5|g").all())
        .extracting(SeriesTotal::name, SeriesTotal::tags, SeriesTotal::value, SeriesTotal::count)
        .containsExactly(tuple("heap", "", 5.0, 1.0), tuple("hit", "cache:x", 4.0, 1.0));
  }

  private static StatsdTotals plain(String... lines) {
    return StatsdTotals.of(List.of(lines), Dialect.PLAIN::parse);
  }

  private static StatsdTotals dog(String... lines) {
    return StatsdTotals.of(List.of(lines), Dialect.DOGSTATSD::parse);
  }
}

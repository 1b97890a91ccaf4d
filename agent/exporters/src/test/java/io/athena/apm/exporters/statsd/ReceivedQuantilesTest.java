package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.WeightedValues;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.metrics.Tags;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server shows of a skewed distribution is within 2 % of what was measured. */
class ReceivedQuantilesTest {

  private static final Percentage TOLERANCE = Percentage.withPercentage(2);

  private final TestMetrics metrics = new TestMetrics();

  @ParameterizedTest
  @MethodSource
  void serverThatDoesNotWeigh_sortsOurQuantiles(Dialect dialect, int count) {
    long[] exact = recordLogNormal(count);
    WeightedValues received = received(dialect);
    int size = (int) received.weights().values().stream().mapToLong(Long::longValue).sum();

    assertThat(received.count()).isEqualTo((double) (dialect == Dialect.COLLECTD ? size : count));
    assertThat(size).isEqualTo(Math.min(count, 100));
    for (int i = 0; i < size; i++) {
      double share = (i + 0.5) / size;
      double value = received.quantile(share);
      assertThat(value).isCloseTo(nearest(exact, share, value), TOLERANCE);
    }
  }

  static List<Arguments> serverThatDoesNotWeigh_sortsOurQuantiles() {
    List<Arguments> all = new ArrayList<>();
    for (int count : new int[] {1, 7, 99, 100, 101, 4_900, 12_345, 100_000}) {
      all.add(Arguments.of(Dialect.PLAIN, count));
      all.add(Arguments.of(Dialect.COLLECTD, count));
      all.add(Arguments.of(Dialect.GRAPHITE, count));
      all.add(Arguments.of(Dialect.NEWRELIC, count));
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 4_900, 100_000})
  void dogStatsdServer_seesEveryQuantile_countAndSum(int count) {
    long[] exact = recordLogNormal(count);
    WeightedValues received = received(Dialect.DOGSTATSD);

    assertThat(received.count()).isEqualTo(count);
    assertThat(sum(received)).isCloseTo(Arrays.stream(exact).sum() / 1e6, TOLERANCE);
    for (double q : new double[] {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}) {
      int rank = Math.max(1, (int) Math.ceil(q * count));
      assertThat(received.quantile(q)).isCloseTo(exact[rank - 1] / 1e6, TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 100, 101, 999, 1_000})
  void telegraf_seesOurQuantiles_asLongAsItKeepsAllValues(int count) {
    long[] exact = recordLogNormal(count);
    TelegrafTimings telegraf = telegraf();

    assertThat(telegraf.count()).isEqualTo(count);
    for (int percent : new int[] {5, 25, 50, 75, 90, 95, 99}) {
      double value = telegraf.percentile(percent);
      int rank = Math.min(count - 1, count * percent / 100);
      assertThat(value)
          .isBetween(at(exact, rank - 1 - count / 100), at(exact, rank + 1 + count / 100));
    }
  }

  /** It keeps a thousand values, at random places: what is left is that noise. */
  @ParameterizedTest
  @ValueSource(ints = {1_001, 1_500, 2_000, 3_500, 5_000, 12_345, 100_000, 2_000_000})
  void telegraf_seesOurQuantiles_whereItKeepsTheLastThousand(int count) {
    long[] exact = recordLogNormal(count);
    TelegrafTimings telegraf = telegraf();

    assertThat(telegraf.count()).isEqualTo(count);
    assertRank(exact, telegraf.median(), 0.5, 0.012);
    assertRank(exact, telegraf.percentile(50), 0.5, 0.05);
    assertRank(exact, telegraf.percentile(90), 0.9, 0.03);
    assertRank(exact, telegraf.percentile(95), 0.95, 0.02);
    assertRank(exact, telegraf.percentile(99), 0.99, 0.01);
  }

  /** Why its dialect has an order of its own. */
  @Test
  void telegraf_takesTheHighestForTheMedian_whereValuesComeInAscendingOrder() {
    long[] exact = recordLogNormal(100_000);
    TelegrafTimings telegraf = new TelegrafTimings();
    CollectedLines.of(metrics.snapshot(), Dialect.PLAIN, Tags.NONE).forEach(telegraf::receive);

    assertRank(exact, telegraf.median(), 0.995, 0.005);
  }

  private static void assertRank(long[] exact, double value, double share, double tolerance) {
    double low = at(exact, (int) (exact.length * (share - tolerance)));
    double high = at(exact, (int) (exact.length * (share + tolerance)));
    assertThat(value).as("quantile %s", share).isBetween(low * 0.98, high * 1.02);
  }

  private static double at(long[] exact, int rank) {
    double bucket = rank < 0 ? 0.98 : rank >= exact.length ? 1.02 : 1;
    return bucket * exact[Math.max(0, Math.min(exact.length - 1, rank))] / 1e6;
  }

  private TelegrafTimings telegraf() {
    TelegrafTimings telegraf = new TelegrafTimings();
    CollectedLines.of(metrics.snapshot(), Dialect.INFLUX, Tags.NONE).forEach(telegraf::receive);
    return telegraf;
  }

  private WeightedValues received(Dialect dialect) {
    Receiver server = new Receiver(dialect);
    CollectedLines.of(metrics.snapshot(), dialect, Tags.NONE).forEach(server::receive);
    return server.distribution("d");
  }

  private static double sum(WeightedValues received) {
    return received.weights().entrySet().stream()
        .mapToDouble(value -> value.getKey() * value.getValue())
        .sum();
  }

  private long[] recordLogNormal(int count) {
    Random random = new Random(count);
    long[] values =
        IntStream.range(0, count)
            .mapToLong(i -> (long) (50e6 * Math.exp(random.nextGaussian())))
            .toArray();
    for (long value : values) {
      metrics.duration("d").record(value);
    }
    Arrays.sort(values);
    return values;
  }

  /** The measured value at a share, or a rank or so beside it where that is nearer. */
  private static double nearest(long[] exact, double share, double received) {
    int ranksAround = exact.length > 100 ? 1 + exact.length / 2_000 : 0;
    int middle = (int) Math.ceil(share * exact.length) - 1;
    double best = exact[middle] / 1e6;
    for (int rank = middle - ranksAround; rank <= middle + ranksAround; rank++) {
      double candidate = exact[Math.max(0, Math.min(exact.length - 1, rank))] / 1e6;
      if (Math.abs(candidate - received) < Math.abs(best - received)) {
        best = candidate;
      }
    }
    return best;
  }
}

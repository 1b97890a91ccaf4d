package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.metrics.Tags;
import io.athena.apm.exporters.TestMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server shows of a skewed distribution is within 2 % of what was measured. */
class ReceivedQuantilesTest {

  private static final Percentage TOLERANCE = Percentage.withPercentage(2);

  private final TestMetrics metrics = new TestMetrics();

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 100, 101, 4_900, 12_345, 100_000})
  void plainServer_sortsOurQuantiles(int count) {
    long[] exact = recordLogNormal(count);
    EtsyServer server = new EtsyServer();
    CollectedLines.of(metrics.snapshot(), Dialect.PLAIN, Tags.NONE).forEach(server::receive);
    List<Double> received = server.sorted("d");

    assertThat(server.timerCounts()).containsEntry("d", (double) count);
    assertThat(received).hasSize(Math.min(count, 100));
    for (int i = 0; i < received.size(); i++) {
      double share = (i + 0.5) / received.size();
      assertThat(received.get(i)).isCloseTo(nearest(exact, share, received.get(i)), TOLERANCE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 99, 4_900, 100_000})
  void dogStatsdServer_seesEveryQuantile_countAndSum(int count) {
    long[] exact = recordLogNormal(count);
    DogStatsdAgent server = new DogStatsdAgent();
    CollectedLines.of(metrics.snapshot(), Dialect.DOGSTATSD, Tags.NONE).forEach(server::receive);

    assertThat(server.count("d")).isEqualTo(count);
    assertThat(server.sum("d")).isCloseTo(Arrays.stream(exact).sum() / 1e6, TOLERANCE);
    for (double q : new double[] {0, 0.01, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1}) {
      int rank = Math.max(1, (int) Math.ceil(q * count));
      assertThat(server.quantile("d", q)).isCloseTo(exact[rank - 1] / 1e6, TOLERANCE);
    }
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

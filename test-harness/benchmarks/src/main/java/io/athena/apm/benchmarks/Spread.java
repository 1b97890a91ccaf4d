package io.athena.apm.benchmarks;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What is reported of repeated measurements of one thing. On a machine that others use, the best is
 * the one that they disturbed least; the median shows how much they did.
 *
 * @param best the smallest
 * @param median the middle one, or the mean of the two in the middle
 */
record Spread(double best, double median) {

  /**
   * The spread of values, at least one.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Spread of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    var sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    double median =
        sorted.size() % 2 == 1
            ? sorted.get(middle)
            : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    return new Spread(sorted.get(0), median);
  }

  /**
   * What one thing takes more than another that was measured in the same rounds: best against best,
   * and the median of the differences within each round, which leaves out what slowed both.
   *
   * @throws IllegalArgumentException when the rounds are not as many
   */
  static Spread added(List<Double> values, List<Double> without) {
    if (values.size() != without.size()) {
      throw new IllegalArgumentException(values.size() + " rounds and " + without.size());
    }
    var differences =
        IntStream.range(0, values.size())
            .mapToObj(round -> values.get(round) - without.get(round))
            .toList();
    return new Spread(of(values).best - of(without).best, of(differences).median);
  }
}

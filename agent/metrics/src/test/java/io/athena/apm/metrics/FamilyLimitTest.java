package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A metric with a limit of three series. */
class FamilyLimitTest {

  private final List<String> grew = new ArrayList<>();
  private final Family<Counter> family =
      new Family<>(
          Metric.counter("c", List.of("model", "user"), ""),
          3,
          () -> {},
          (metric, tag) -> grew.add(tag));

  @Test
  void seriesUpToTheLimit_areTheirOwn() {
    assertThat(List.of(family.get("m", "1"), family.get("m", "2"), family.get("m", "3")))
        .doesNotHaveDuplicates();
    assertThat(grew).isEmpty();
  }

  @Test
  void seriesBeyondTheLimit_shareOneTaggedOverflow() {
    fill();

    Counter overflow = family.get("m", "4");
    overflow.add(5);

    assertThat(family.get("m", "5")).isSameAs(overflow);
    assertThat(family.get("n", "1")).isSameAs(overflow);
    assertThat(samples()).endsWith("c{overflow:true} 5").hasSize(4);
  }

  @Test
  void tagWithMostValues_isNamedOnce() {
    fill();
    family.get("m", "4");
    family.get("n", "5");
    family.get("n", "6");

    assertThat(grew).containsExactly("user");
  }

  @Test
  void seriesThatCameBeforeTheLimit_keepTheirCells() {
    Counter first = family.get("m", "1");
    fill();
    family.get("m", "4");

    assertThat(family.get("m", "1")).isSameAs(first);
  }

  @Test
  void valuesBeyondTheLimit_areNotRemembered() {
    fill();
    for (int i = 0; i < 10_000; i++) {
      family.get("m", "new" + i).increment();
    }

    assertThat(family.size()).isEqualTo(4);
    assertThat(samples()).endsWith("c{overflow:true} 10000").hasSize(4);
  }

  @Test
  void valueBeyondTheLimit_allocatesNothing() {
    fill();
    String[] users = IntStream.range(0, 10_000).mapToObj(i -> "user" + i).toArray(String[]::new);

    long allocated =
        AllocatedBytes.of(
            () -> {
              for (String user : users) {
                family.get("m", user).increment();
              }
            });

    assertThat(allocated).isZero();
  }

  private void fill() {
    family.get("m", "1");
    family.get("m", "2");
    family.get("m", "3");
  }

  private List<String> samples() {
    List<Sample> samples = new ArrayList<>();
    family.collect(null, samples, problem -> assertThat(problem).isNull());
    return samples.stream()
        .map(sample -> sample.series() + " " + ((Sample.Count) sample).total())
        .toList();
  }
}

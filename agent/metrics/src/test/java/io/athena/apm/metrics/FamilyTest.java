package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyTest {

  private final Family<Counter> plain = family(List.of());
  private final Family<Counter> models = family(List.of("provider", "model"));

  @Test
  void metricWithoutTags_hasOneCell() {
    assertThat(plain.get()).isSameAs(plain.get());
    assertThat(plain.size()).isEqualTo(1);
    assertThat(series(plain)).containsExactly("c{}");
  }

  @Test
  void sameValues_giveTheSameCell() {
    Counter cell = models.get("openai", "gpt");

    assertThat(models.get(String.join("", "open", "ai"), "gpt")).isSameAs(cell);
    assertThat(models.size()).isEqualTo(1);
  }

  @Test
  void anyOtherValue_givesAnotherCell() {
    assertThat(
            List.of(
                models.get("openai", "gpt"),
                models.get("openai", "o3"),
                models.get("azure", "gpt"),
                models.get("gpt", "openai")))
        .doesNotHaveDuplicates();
    assertThat(models.size()).isEqualTo(4);
  }

  @Test
  void valuesWithTheSameHash_giveDistinctCells() {
    Family<Counter> family = family(List.of("name"));

    assertThat("Aa").hasSameHashCodeAs("BB");
    assertThat(family.get("Aa")).isNotSameAs(family.get("BB")).isSameAs(family.get("Aa"));
    assertThat(series(family)).containsExactly("c{name:Aa}", "c{name:BB}");
  }

  @Test
  void everyCombinationOfValuesWithTheSameHash_isFoundAgain() {
    Family<Counter> family = family(List.of("a", "b", "c", "d", "e", "f"));
    String[] same = {"AaAa", "AaBB", "BBAa", "BBBB"};
    List<Counter> cells = new ArrayList<>();
    for (int i = 0; i < 1 << 10; i++) {
      cells.add(
          family.get(
              same[i & 3],
              same[i >> 2 & 3],
              same[i >> 4 & 3],
              same[i >> 6 & 3],
              same[i >> 8 & 3],
              "f"));
    }

    assertThat(cells).doesNotHaveDuplicates();
    for (int i = 0; i < 1 << 10; i++) {
      assertThat(
              family.get(
                  same[i & 3],
                  same[i >> 2 & 3],
                  same[i >> 4 & 3],
                  same[i >> 6 & 3],
                  same[i >> 8 & 3],
                  "f"))
          .isSameAs(cells.get(i));
    }
  }

  @Test
  void missingValue_isNone() {
    assertThat(models.get("openai", null))
        .isSameAs(models.get("openai", "none"))
        .isSameAs(models.get("openai"));
    assertThat(models.get()).isSameAs(models.get(null, null));
    assertThat(series(models))
        .containsExactly("c{model:none,provider:openai}", "c{model:none,provider:none}");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void valuesBeyondTheTags_areIgnored(int tags) {
    Family<Counter> family = family(List.of("a", "b", "c", "d", "e", "f").subList(0, tags));
    String[] values = {"1", "2", "3", "4", "5", "6"};
    Function<String[], Counter> get = v -> family.get(v[0], v[1], v[2], v[3], v[4], v[5]);
    Counter cell = get.apply(values);

    for (int i = 0; i < 6; i++) {
      String[] changed = values.clone();
      changed[i] = "changed";
      assertThat(get.apply(changed) == cell).as("value %s", i).isEqualTo(i >= tags);
    }
    assertThat(family.size()).isEqualTo(1 + tags);
  }

  @Test
  void thousandsOfSeries_areAllFoundAgain() {
    Family<Counter> family = family(List.of("id"));
    for (int i = 0; i < 20_000; i++) {
      family.get("id" + i).add(i);
    }

    assertThat(family.size()).isEqualTo(20_000);
    for (int i = 0; i < 20_000; i++) {
      assertThat(family.get("id" + i).total()).isEqualTo(i);
    }
  }

  private static Family<Counter> family(List<String> tags) {
    return new Family<>(Metric.counter("c", tags, ""), 100_000, () -> {}, (metric, tag) -> {});
  }

  private static List<String> series(Family<Counter> family) {
    List<Sample> samples = new ArrayList<>();
    family.collect(null, samples, problem -> assertThat(problem).isNull());
    return samples.stream().map(sample -> sample.series().toString()).toList();
  }
}

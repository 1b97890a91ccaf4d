package io.athena.apm.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The look-up that application threads do for every call. */
class FamilyLookupTest {

  private static final int THREADS = 8;
  private static final int SERIES = 500;

  @Test
  void seriesThatExists_isFoundWithoutAllocating() {
    Family<Counter> family = family(List.of("a", "b", "c", "d", "e", "f"), SERIES);
    String[] models = {"gpt", "claude", "gemini", null};
    for (String model : models) {
      family.get("openai", model, "chat", "false", "success", null);
    }

    long allocated =
        AllocatedBytes.of(
            () -> {
              for (int i = 0; i < 500_000; i++) {
                family.get("openai", models[i & 3], "chat", "false", "success", null).increment();
              }
            });

    assertThat(allocated).isZero();
    assertThat(family.size()).isEqualTo(4);
  }

  @Test
  void threadsThatCreateTheSameSeries_getOneCell() throws Exception {
    Family<Counter> family = family(List.of("id"), SERIES);
    Set<Counter> cells = ConcurrentHashMap.newKeySet();

    Together.run(THREADS, thread -> shuffled(thread).forEach(id -> use(family, id, cells)));

    assertThat(cells).hasSize(SERIES);
    assertThat(family.size()).isEqualTo(SERIES);
    for (int id = 0; id < SERIES; id++) {
      assertThat(family.get("id" + id).total()).isEqualTo(THREADS);
    }
  }

  @Test
  void threadsThatReachTheLimitTogether_loseNothing() throws Exception {
    Family<Counter> family = family(List.of("id"), SERIES / 2);
    Set<Counter> cells = ConcurrentHashMap.newKeySet();

    Together.run(THREADS, thread -> shuffled(thread).forEach(id -> use(family, id, cells)));

    assertThat(family.size()).isEqualTo(SERIES / 2 + 1);
    assertThat(cells).hasSize(SERIES / 2 + 1);
    assertThat(cells.stream().mapToLong(Counter::total).sum()).isEqualTo((long) THREADS * SERIES);
  }

  private static void use(Family<Counter> family, int id, Set<Counter> cells) {
    Counter cell = family.get("id" + id);
    cell.increment();
    cells.add(cell);
  }

  private static List<Integer> shuffled(int seed) {
    List<Integer> ids = new ArrayList<>();
    for (int id = 0; id < SERIES; id++) {
      ids.add(id);
    }
    Collections.shuffle(ids, new Random(seed));
    return ids;
  }

  private static Family<Counter> family(List<String> tags, int limit) {
    return new Family<>(Metric.counter("c", tags, ""), limit, () -> {}, (metric, tag) -> {});
  }
}

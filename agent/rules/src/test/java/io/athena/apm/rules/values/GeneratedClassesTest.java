package io.athena.apm.rules.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Paths read the members of generated classes. */
@Timeout(120)
class GeneratedClassesTest {

  private static final long SEED = 20_261_124;
  private static final int CASES = Boolean.getBoolean("athena.exhaustive") ? 200 : 50;

  private final Reading reading = new Reading();

  @ParameterizedTest
  @MethodSource("seeds")
  void everyPath_readsTheExpectedValue(long seed) throws ReflectiveOperationException {
    GeneratedObject generated = new GeneratedObject(new Random(seed), 3);

    for (Map.Entry<String, String> path : generated.texts.entrySet()) {
      assertThat(reading.text(path.getKey(), generated.object))
          .as("seed %d: %s", seed, path.getKey())
          .isEqualTo(path.getValue());
    }
    assertThat(reading.problems)
        .as("seed %d: only static fields can't be read", seed)
        .allSatisfy(problem -> assertThat(problem).contains("has no field or getter 'shared"));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyHolder_passesOnItsItems_atMost1000(long seed) throws ReflectiveOperationException {
    GeneratedObject generated = new GeneratedObject(new Random(seed), 3);

    for (Map.Entry<String, Integer> holder : generated.holders.entrySet()) {
      AtomicInteger items = new AtomicInteger();
      reading.of(holder.getKey()).forEachItem(generated.object, item -> items.incrementAndGet());
      assertThat(items)
          .as("seed %d: %s", seed, holder.getKey())
          .hasValue(Math.min(1_000, holder.getValue()));
    }
    assertThat(reading.problems)
        .as("seed %d: only what is left out is told", seed)
        .allSatisfy(problem -> assertThat(problem).contains("it has more than 1000 items"));
  }

  @Test
  void cases_goRound_andHaveRecordsAndLongLists() throws ReflectiveOperationException {
    Set<String> shapes = new TreeSet<>();
    for (long seed : seeds().toArray()) {
      GeneratedObject generated = new GeneratedObject(new Random(seed), 3);
      shapes.add(generated.object.getClass().isRecord() ? "record" : "heir");
      generated.texts.forEach(
          (path, text) -> shapes.add(path.matches(".*(\\.back\\..*){3}") ? "round" : "straight"));
      generated.holders.values().forEach(size -> shapes.add(size > 1_000 ? "long" : "short"));
    }
    assertThat(shapes).containsExactly("heir", "long", "record", "round", "short", "straight");
  }

  /** Spreads the seeds: the first random numbers of consecutive seeds are similar. */
  private static LongStream seeds() {
    return new Random(SEED).longs(CASES);
  }
}

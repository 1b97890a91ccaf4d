package io.athena.apm.core.values;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a class looks like, a path reads what is there. */
@Timeout(120)
class GeneratedClassesTest {

  private final Reading reading = new Reading();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyPath_readsWhatIsThere(long seed) throws ReflectiveOperationException {
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      GeneratedObject generated = new GeneratedObject(random, 3);
      for (Map.Entry<String, String> path : generated.texts.entrySet()) {
        assertThat(reading.text(path.getKey(), generated.object))
            .as("seed %d, object %d: %s", seed, i, path.getKey())
            .isEqualTo(path.getValue());
      }
    }
    assertThat(reading.problems)
        .as("only static fields can't be read")
        .allSatisfy(problem -> assertThat(problem).contains("has no field or getter 'shared"));
  }
}

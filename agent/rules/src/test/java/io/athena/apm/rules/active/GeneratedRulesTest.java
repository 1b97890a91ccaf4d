package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.ClassFiles;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated classes and rules. */
class GeneratedRulesTest {

  private static final long SEED = 20_261_124;
  private static final int CASES = 150;
  private static final int CALLS = 40;

  /** Random values as in a service; two kinds of problems are reported. */
  private static final String TOLD =
      ".* gave a negative number, which is not recorded"
          + "|.*: it has more than 1000 items; the others are not read";

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @ParameterizedTest
  @MethodSource("seeds")
  void measuredValues_areThoseThatTheTestComputed(long seed) throws Exception {
    GeneratedService service = new GeneratedService(new Random(seed));
    fixture.use(service.rules());
    WovenObject target = new WovenObject(created(service));

    for (int i = 0; i < CALLS; i++) {
      service.call(target);
    }

    assertThat(fixture.logged())
        .as("seed %d: %s", seed, service.rules())
        .allMatch(line -> line.matches(TOLD));
    assertThat(fixture.measured())
        .as("seed %d: %s", seed, service.rules())
        .containsExactlyInAnyOrderElementsOf(service.expected());
  }

  /** Spreads the seeds: the first random numbers of consecutive seeds are similar. */
  private static LongStream seeds() {
    return new Random(SEED).longs(CASES);
  }

  private Object created(GeneratedService service) throws ReflectiveOperationException {
    byte[] woven =
        fixture
            .active
            .weaver()
            .weave(getClass().getClassLoader(), GeneratedService.NAME, service.file());
    return new ClassFiles()
        .with(GeneratedService.NAME, woven)
        .loadClass(GeneratedService.NAME)
        .getConstructor()
        .newInstance();
  }
}

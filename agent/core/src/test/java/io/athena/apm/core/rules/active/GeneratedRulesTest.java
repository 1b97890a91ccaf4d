package io.athena.apm.core.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.weaving.ClassFiles;
import java.util.Random;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes and rules that nobody wrote. */
class GeneratedRulesTest {

  private static final int CALLS = 40;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
  void measuredValues_areThoseThatTheTestComputed(long seed) throws Exception {
    GeneratedService service = new GeneratedService(new Random(seed));
    fixture.use(service.rules());
    byte[] woven =
        fixture
            .active
            .weaver()
            .weave(getClass().getClassLoader(), GeneratedService.NAME, service.file());
    Object target =
        new ClassFiles()
            .with(GeneratedService.NAME, woven)
            .loadClass(GeneratedService.NAME)
            .getConstructor()
            .newInstance();

    for (int i = 0; i < CALLS; i++) {
      service.call(new WovenObject(target));
    }

    assertThat(fixture.logged()).isEmpty();
    assertThat(fixture.measured())
        .as("%s", service.rules())
        .containsExactlyInAnyOrderElementsOf(service.expected());
  }
}

package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AwaitedClassesTest {

  private final ClassLoader application = getClass().getClassLoader();
  private final AwaitedClasses awaited =
      new AwaitedClasses(
          true,
          Set.of("Scanner"),
          (loader, name) -> loader == null || name.startsWith("com/acme/"),
          Set.of("org.example.Step"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Scanner",
        "org.Scanner",
        "org.Outer$Scanner",
        "org.example.Step",
        "com.acme.Breaker"
      })
  void classOfAName_ATypeOrOneThatIsHandedOver_isAwaited(String name) {
    assertThat(awaited.include(application, name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.Scanners", "org.Outer$MyScanner", "Step", "org.acme.Breaker"})
  void anyOther_isNot(String name) {
    assertThat(awaited.include(application, name)).isFalse();
    assertThat(awaited.include(null, name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"org.Breaker", "Step"})
  void anyClass_isAwaited_whereNobodyLooked(String name) {
    assertThat(AwaitedClasses.unknown().include(application, name)).isTrue();
    assertThat(AwaitedClasses.unknown().areHandedOver(application, name)).isFalse();
  }
}

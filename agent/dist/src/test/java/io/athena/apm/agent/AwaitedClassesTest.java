package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.weaving.VisibleTypes;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AwaitedClassesTest {

  private static final String OWN = AwaitedClassesTest.class.getName();

  private final VisibleTypes visible = new VisibleTypes();
  private final ClassLoader application = getClass().getClassLoader();

  @Test
  void classesOfANameOrAPattern_areAwaited() {
    var awaited =
        new AwaitedClasses(AwaitedClassesTest::isNamed, AwaitedClassesTest::isMatching, Set.of());

    assertThat(awaited.include(visible, application, "org.Scanner")).isTrue();
    assertThat(awaited.include(visible, application, "com.acme.Breaker")).isTrue();
    assertThat(awaited.include(visible, application, OWN)).isFalse();
    assertThat(awaited.passTheGate()).isTrue();
  }

  @Test
  void classesOfALoaderThatFindsAnyOfTheTypes_areAwaited() {
    var found =
        new AwaitedClasses(
            AwaitedClassesTest::isNamed, null, Set.of("a.B", VisibleTypes.class.getName()));
    var missed = new AwaitedClasses(AwaitedClassesTest::isNamed, null, Set.of("a.B", "a.C"));

    assertThat(found.include(visible, application, OWN)).isTrue();
    assertThat(missed.include(visible, application, OWN)).isFalse();
    assertThat(missed.passTheGate()).isTrue();
  }

  @Test
  void classesThatTheGateStops_doNotPassIt() {
    assertThat(new AwaitedClasses(AwaitedClassesTest::isNamed, null, Set.of()).passTheGate())
        .isFalse();
  }

  private static boolean isNamed(String name) {
    return name.endsWith("Scanner");
  }

  private static boolean isMatching(String name) {
    return name.startsWith("com.acme.");
  }
}

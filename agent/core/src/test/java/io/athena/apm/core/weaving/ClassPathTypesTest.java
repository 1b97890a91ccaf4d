package io.athena.apm.core.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassPathTypesTest {

  private static final String THERE = ClassPathTypes.class.getName();
  private static final String ABSENT = "com.acme.nowhere.Scanner";

  private final ClassLoader application = ClassLoader.getSystemClassLoader();
  private final ClassPathTypes types = new ClassPathTypes();

  ClassPathTypesTest() {
    types.want(List.of(THERE, ABSENT, "java.lang.Iterable", "javax.sql.DataSource"));
  }

  @Test
  void typeOfTheClassPath_orTheJdk_mayBeKnown() {
    assertThat(types.mayBeKnown(application, THERE)).isTrue();
    assertThat(types.mayBeKnown(application, "java.lang.Iterable")).isTrue();
    assertThat(types.mayBeKnown(application, "javax.sql.DataSource")).isTrue();
  }

  @Test
  void anyOther_mayNot() {
    assertThat(types.mayBeKnown(application, ABSENT)).isFalse();
    assertThat(types.mayBeKnown(application, ABSENT)).isFalse();
  }

  /** Nobody knows what another loader can load. */
  @Test
  void classesOfAnotherLoader_mayKnowAnyType() {
    var loader = new ClassLoader(application) {};

    assertThat(types.mayBeKnown(loader, ABSENT)).isTrue();
    assertThat(new ClassPathTypes(loader).mayBeKnown(loader, ABSENT)).isTrue();
    assertThat(new ClassPathTypes(loader).mayBeKnown(application, ABSENT)).isTrue();
  }

  /** It was made at run time, or its file was added to the class path. */
  @Test
  void typeThatIsLoadedNevertheless_mayBeKnownFromThenOn() {
    types.mayBeKnown(application, ABSENT);
    assertThat(types.late()).isZero();

    types.loading(application, ABSENT);
    types.loading(application, ABSENT);

    assertThat(types.mayBeKnown(application, ABSENT)).isTrue();
    assertThat(types.late()).isOne();
  }

  /** It is no news then. */
  @Test
  void typeThatIsLoadedBeforeAnybodyAsks_mayBeKnown() {
    types.loading(application, ABSENT);

    assertThat(types.mayBeKnown(application, ABSENT)).isTrue();
    assertThat(types.late()).isZero();
  }

  @Test
  void typesOfOtherLoaders_andThoseThatNobodyWants_areNotNoticed() {
    types.mayBeKnown(application, ABSENT);
    types.mayBeKnown(application, "com.acme.nowhere.Other");

    types.loading(new ClassLoader(application) {}, ABSENT);
    types.loading(application, "com.acme.nowhere.Other");

    assertThat(types.mayBeKnown(application, ABSENT)).isFalse();
    assertThat(types.mayBeKnown(application, "com.acme.nowhere.Other")).isFalse();
    assertThat(types.late()).isZero();
  }
}

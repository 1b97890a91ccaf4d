package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparationTest {

  @ParameterizedTest
  @ValueSource(strings = {"java -XX:AOTCacheOutput=a.aot -jar a.jar", "null -XX:AOTMode=record"})
  void trainingRun_withLinkedClasses_isUnsafe(String options) {
    assertThat(Preparation.isUnsafeTraining(options)).isTrue();
    assertThat(Preparation.isUnsafeTraining(options + " -XX:-AOTClassLinking")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java -jar a.jar", "java -XX:AOTCache=a.aot -jar a.jar"})
  void otherRun_isNot(String options) {
    assertThat(Preparation.isUnsafeTraining(options)).isFalse();
  }
}

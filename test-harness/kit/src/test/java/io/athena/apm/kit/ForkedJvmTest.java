package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ForkedJvmTest {

  @ParameterizedTest
  @MethodSource("io.athena.apm.kit.Jdks#found")
  void start_runsTheChosenJdk(Jdk jdk) {
    var classPath = System.getProperty("java.class.path");
    var builder = ForkedJvm.builder().jdk(jdk).classPath(classPath, TinyMain.class.getName());
    try (var jvm = builder.start()) {
      assertThat(jvm.awaitOut("^version ", LONG)).isEqualTo("version " + jdk.version());
      assertThat(jvm.awaitExit(LONG)).isZero();
    }
  }
}

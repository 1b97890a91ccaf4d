package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The header {@code traceparent} on requests of openai-java, with the finished jar. */
class TraceHeadersIT {

  private static final String EVERY_JDK = "io.athena.apm.kit.Jdks#ofThisBuild";

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void requests_haveHeadersWhereAskedFor(Jdk jdk) {
    assertThat(headers(jdk, "true"))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(header -> header.matches("\\[00-[0-9a-f]{32}-[0-9a-f]{16}-01]"));
  }

  @ParameterizedTest
  @MethodSource(EVERY_JDK)
  void requests_haveNoneWhereSwitchedOff(Jdk jdk) {
    assertThat(headers(jdk, "false")).containsExactly("[]", "[]");
  }

  private static List<String> headers(Jdk jdk, String propagate) {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(jdk, server.port())
                .property("athena.apm.propagate", propagate)
                .property("athena.apm.sample.rate", "1")
                .classPath(Artifacts.withEveryLibrary(), "com.acme.HeadersMain")
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
      StandardError.of(jvm).isTheStartLine();
      return jvm.out();
    }
  }
}

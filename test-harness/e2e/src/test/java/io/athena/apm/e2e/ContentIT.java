package io.athena.apm.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import org.junit.jupiter.api.Test;

/** Prompts and completions appear on no wire, on no console and in no line of the agent. */
class ContentIT {

  private static final String MARKER = "s3cr3t";

  @Test
  void promptAnswerErrorAndKey_areNowhere() {
    try (var server = UdpListener.start();
        var jvm =
            Measured.jvm(Jdk.running(), server.port())
                .environment("APM_PROVIDER", "statsd,console")
                // Only the last flush: if two flushes are close, the spans of one may be lost.
                .environment("APM_FLUSH_INTERVAL", "1h")
                .environment("APM_CONSOLE_SPANS", "true")
                .environment("APM_SAMPLE_RATE", "1")
                .environment("APM_LOG_LEVEL", "info")
                .environment("APM_AI_PRICES", "")
                .classPath(Artifacts.withEveryLibrary(), "com.acme.SecretsMain", MARKER)
                .start()) {
      assertThat(jvm.awaitExit(Measured.LIMIT)).as(() -> jvm.err().toString()).isZero();
      var lines = Measured.lines(server);

      assertThat(lines).anyMatch(line -> line.startsWith("ai.call.error"));
      assertThat(jvm.out()).contains("refused").anyMatch(line -> line.contains("  span  "));
      assertThat(lines).noneMatch(line -> line.contains(MARKER));
      assertThat(jvm.out()).noneMatch(line -> line.contains(MARKER));
      assertThat(jvm.err()).noneMatch(line -> line.contains(MARKER));
    }
  }
}

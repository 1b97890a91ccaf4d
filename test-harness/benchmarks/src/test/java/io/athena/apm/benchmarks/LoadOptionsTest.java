package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class LoadOptionsTest {

  @Test
  void provider_isTheAgentsOwnSenderUnlessAnotherIsAskedFor() {
    assertThat(new LoadOptions().provider()).isEqualTo("statsd");
    assertThat(new LoadOptions("--provider", "datadog").provider()).isEqualTo("datadog");
  }

  @Test
  void unknownProvider_isRefusedWithThoseThereAre() {
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new LoadOptions("--provider", "console").provider())
        .withMessageContaining("'console' is none of statsd, datadog");
  }
}

package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class IdleOptionsTest {

  @Test
  void noArguments_watchForAMinute() {
    assertThat(new IdleOptions().seconds()).isEqualTo(60);
  }

  @Test
  void seconds_areRead() {
    assertThat(new IdleOptions("--seconds", "5").seconds()).isEqualTo(5);
  }

  @Test
  void warmUp_isFiveSecondsUnlessToldOtherwise() {
    assertThat(new IdleOptions().warmUpSeconds()).isEqualTo(5);
    assertThat(new IdleOptions("--warm-up", "15").warmUpSeconds()).isEqualTo(15);
  }

  @Test
  void provider_isOneThatSends() {
    assertThat(new IdleOptions("--provider", "datadog").provider()).isEqualTo("datadog");
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new IdleOptions("--provider", "console").provider())
        .withMessageContaining("console");
  }

  @Test
  void optionsOfOtherCommands_areRefused() {
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new IdleOptions("--peers"))
        .withMessageContaining("peers");
  }
}

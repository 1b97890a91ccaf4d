package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResourceUsageTest {

  @Test
  void cpu_isUserAndSystemTogether() {
    var usage = ResourceUsage.parse("0.512 0.701 0.093\n", Optional.of("65536\n"));

    assertThat(usage.wall()).isEqualTo(0.512);
    assertThat(usage.cpu()).isEqualTo(0.794, within(1e-9));
  }

  @Test
  void peak_isInMebibytes() {
    assertThat(ResourceUsage.parse("0.1 0.1 0.1", Optional.of("65536\n")).peak()).isEqualTo(64);
  }

  @Test
  void peak_isUnknownWithoutGnuTime() {
    assertThat(ResourceUsage.parse("0.1 0.1 0.1", Optional.empty()).peak()).isNaN();
  }

  @Test
  void peak_isFoundAfterWhatGnuTimeSaysAboutAFailure() {
    var text = "Command exited with non-zero status 1\n2048\n";

    assertThat(ResourceUsage.parse("0.1 0.1 0.1", Optional.of(text)).peak()).isEqualTo(2);
  }

  @Test
  void decimalComma_isUnderstood() {
    assertThat(ResourceUsage.parse("1,250 0,001 0,002", Optional.empty()).wall()).isEqualTo(1.25);
  }

  @Test
  void somethingElse_isRefusedWithItsText() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceUsage.parse("bash: time: not found", Optional.empty()))
        .withMessageContaining("not found");
  }

  @Test
  void noSize_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResourceUsage.parse("0.1 0.1 0.1", Optional.of("?")));
  }
}

package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.Jdks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartupOptionsTest {

  @Test
  void noArguments_measureElevenRoundsOnEveryJdk() {
    var options = new StartupOptions();

    assertThat(options.rounds()).isEqualTo(11);
    assertThat(options.peers()).isFalse();
    assertThat(options.footprint()).isFalse();
    assertThat(options.rules()).isFalse();
    assertThat(options.jdks()).isEqualTo(Jdks.found());
    assertThat(options.json()).isEmpty();
  }

  @Test
  void everyOption_isRead() {
    var options =
        new StartupOptions("--rounds", "5", "--peers", "--footprint", "--json", "result.json");

    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.peers()).isTrue();
    assertThat(options.footprint()).isTrue();
    assertThat(options.json()).contains(Path.of("result.json"));
  }

  @Test
  void rules_areMeasuredWhereTheyAreAskedFor() {
    assertThat(new StartupOptions("--rules").rules()).isTrue();
  }

  @Test
  void footprint_hasThreeRoundsUnlessToldOtherwise() {
    assertThat(new StartupOptions("--footprint").rounds()).isEqualTo(3);
  }

  @Test
  void optionGivenTwice_hasItsLastValue() {
    assertThat(new StartupOptions("--rounds", "5", "--rounds", "7").rounds()).isEqualTo(7);
  }

  @Test
  void jdk_leavesOnlyThatVersion() {
    var running = Jdk.running().feature();

    assertThat(new StartupOptions("--jdk", Integer.toString(running)).jdks())
        .isNotEmpty()
        .allMatch(jdk -> jdk.feature() == running);
  }

  @Test
  void jdkThatIsNotThere_isRefused() {
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new StartupOptions("--jdk", "8").jdks())
        .withMessageContaining("[8]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3"})
  void roundsBelowOne_areRefused(String rounds) {
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new StartupOptions("--rounds=" + rounds).rounds())
        .withMessageContaining("at least 1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--round", "--rounds=many", "--json", "peers", "-x"})
  void whatIsNotUnderstood_isRefused(String argument) {
    assertThatExceptionOfType(InvalidArguments.class)
        .isThrownBy(() -> new StartupOptions(argument));
  }
}

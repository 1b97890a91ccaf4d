package com.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {

  private static final Map<String, String> NONE = Map.of();

  @Test
  void nothingSet_meansTheStub() {
    assertThat(read(NONE, NONE))
        .isEqualTo(
            new Settings(
                8080,
                List.of("athena-large", "athena-medium", "athena-small"),
                Optional.empty(),
                new Latency(60, 250),
                FailureMode.BURSTS,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5)));
  }

  @Test
  void everySetting_isReadFromProperty() {
    var properties =
        Map.of(
            "athena.port", "0",
            "athena.models", "a, b",
            "athena.stub.latency", "0",
            "athena.stub.failures", "none",
            "athena.breaker.reset", "50",
            "athena.cache.ttl", "1000");

    assertThat(read(properties, NONE))
        .isEqualTo(
            new Settings(
                0,
                List.of("a", "b"),
                Optional.empty(),
                new Latency(0, 0),
                FailureMode.NONE,
                Duration.ofMillis(50),
                Duration.ofSeconds(1)));
  }

  @Test
  void environment_isReadToo() {
    assertThat(read(NONE, Map.of("ATHENA_PORT", "9000")).port()).isEqualTo(9000);
  }

  @Test
  void property_winsOverEnvironment() {
    assertThat(read(Map.of("athena.port", "1"), Map.of("ATHENA_PORT", "2")).port()).isEqualTo(1);
  }

  @Test
  void realEndpoint_hasRealModels() {
    Settings settings =
        read(NONE, Map.of("OPENAI_BASE_URL", "https://api.example/v1", "OPENAI_API_KEY", "key"));

    assertThat(settings.endpoint()).hasValue(new ModelEndpoint("https://api.example/v1", "key"));
    assertThat(settings.models()).containsExactly("gpt-4o-mini", "gpt-4o");
  }

  @Test
  void endpointWithoutKey_isRejected() {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> read(NONE, Map.of("OPENAI_BASE_URL", "https://api.example/v1")))
        .withMessage("OPENAI_BASE_URL is set but OPENAI_API_KEY is not");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          athena.port          | 65536  | a number from 0 to 65535
          athena.port          | -1     | a number from 0 to 65535
          athena.port          | http   | a number from 0 to 65535
          athena.models        | a,,b   | names with commas between them
          athena.stub.latency  | 80-20  | milliseconds such as 20-80
          athena.stub.failures | some   | bursts, none or all
          athena.breaker.reset | 0      | milliseconds from 1 to 3600000
          athena.cache.ttl     | soon   | milliseconds from 1 to 3600000
          """)
  void badValue_isRejectedWithWhatIsAllowed(String name, String value, String allowed) {
    assertThatExceptionOfType(InvalidSettingException.class)
        .isThrownBy(() -> read(Map.of(name, value), NONE))
        .withMessage(name + " must be " + allowed + ", not \"" + value + "\"");
  }

  private static Settings read(Map<String, String> properties, Map<String, String> environment) {
    return new SettingsReader(properties::get, environment::get).read();
  }
}

package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  private final GivenSettings given = new GivenSettings();

  @Test
  void defaults_holdWhereNothingIsGiven() {
    Settings settings = given.read();

    assertThat(settings.get(SettingTable.ENABLED)).isTrue();
    assertThat(settings.get(SettingTable.PROVIDER)).containsExactly("statsd");
    assertThat(settings.get(SettingTable.ENDPOINT)).isEqualTo("localhost:8125");
    assertThat(settings.get(SettingTable.API_KEY)).isEmpty();
    assertThat(settings.get(SettingTable.SAMPLE_RATE)).isEqualTo(0.1);
    assertThat(settings.get(SettingTable.FLUSH_INTERVAL)).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.get(SettingTable.SHUTDOWN_TIMEOUT)).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.get(SettingTable.BATCH_SIZE)).isEqualTo(100);
    assertThat(settings.get(SettingTable.PACKET_SIZE)).isEqualTo(1_432);
    assertThat(given.problems()).isEmpty();
  }

  @Test
  void originalVariables_areHonoured() {
    given
        .environment("APM_ENABLED", "false")
        .environment("APM_PROVIDER", "console,statsd")
        .environment("APM_ENDPOINT", "stats:9125")
        .environment("APM_API_KEY", "k-1")
        .environment("APM_SAMPLE_RATE", "0.5");

    Settings settings = given.read();
    assertThat(settings.get(SettingTable.ENABLED)).isFalse();
    assertThat(settings.get(SettingTable.PROVIDER)).containsExactly("console", "statsd");
    assertThat(settings.get(SettingTable.ENDPOINT)).isEqualTo("stats:9125");
    assertThat(settings.get(SettingTable.API_KEY)).isEqualTo("k-1");
    assertThat(settings.get(SettingTable.SAMPLE_RATE)).isEqualTo(0.5);
    assertThat(given.problems()).isEmpty();
  }

  @Test
  void quotesAroundAValue_areReported_andRemoved() {
    given
        .environment("APM_TAGS", "\"team:search,region:eu\"")
        .environment("APM_ENABLED", "'false'");

    Settings settings = given.read();
    assertThat(settings.constantTags().toMap())
        .containsOnly(entry("team", "search"), entry("region", "eu"));
    assertThat(settings.get(SettingTable.ENABLED)).isFalse();
    assertThat(given.problems())
        .containsOnly(
            "tags: the quotes are part of the value; using it without them",
            "enabled: the quotes are part of the value; using it without them");
  }

  @Test
  void badValue_isOneSentence_andTheDefaultHolds() {
    given.property("athena.apm.sample.rate", "10%");

    assertThat(given.read().get(SettingTable.SAMPLE_RATE)).isEqualTo(0.1);
    assertThat(given.problems())
        .containsOnly("sample.rate: \"10%\" is not a number from 0 to 1; using 0.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider|statsd,graphite|statsd, console, datadog, newrelic, prometheus, otlp; several separated by commas;"
            + " using statsd",
        "flush.interval|fast|a time from 100ms to 1h, such as 500ms, 10s, 2m or 1h; using 10s",
        "flush.interval|9223372036854775807m"
            + "|a time from 100ms to 1h, such as 500ms, 10s, 2m or 1h; using 10s",
        "batch.size|0|a whole number from 1 to 10000; using 100",
        "bootstrap|maybe|auto, always, never; using auto",
        "otlp.endpoint|localhost:4318|a URL of http or https, such as http://localhost:4318;"
            + " using http://localhost:4318",
        "otlp.endpoint|http://[|a URL of http or https, such as http://localhost:4318;"
            + " using http://localhost:4318",
        "instrumentation.caffeine.enabled|off|true or false; using true"
      })
  void badValue_isAnsweredWithWhatIsAllowed(String key, String value, String allowed) {
    given.file(key, value);

    assertThat(given.problems()).containsExactly(key + ": \"" + value + "\" is not " + allowed);
  }

  @Test
  void badValue_doesNotFallBackToTheNextSource() {
    given.argument("batch.size=many").environment("APM_BATCH_SIZE", "50");

    assertThat(given.read().get(SettingTable.BATCH_SIZE)).isEqualTo(100);
  }

  @Test
  void instrumentation_hasASwitch_thatIsOnByDefault() {
    given.environment("APM_INSTRUMENTATION_OPENAI_JAVA_ENABLED", "false");

    Settings settings = given.read();
    assertThat(settings.get(SettingTable.instrumentation("openai-java"))).isFalse();
    assertThat(settings.get(SettingTable.instrumentation("caffeine"))).isTrue();
    assertThat(settings.get(SettingTable.instrumentation("unheard-of"))).isTrue();
  }
}

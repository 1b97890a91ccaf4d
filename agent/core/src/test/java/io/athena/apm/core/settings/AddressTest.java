package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An invalid endpoint gives one sentence, which names the setting and contains no secret. */
class AddressTest {

  private final GivenSettings given = new GivenSettings();

  @ParameterizedTest
  @CsvSource({
    "APM_ENDPOINT, unix:///x, endpoint",
    "APM_NEWRELIC_ENDPOINT, b:x, newrelic.endpoint",
    "APM_DATADOG_ENDPOINT, unixstream:///s, datadog.endpoint"
  })
  void addressThatIsNone_isOneSentence_andCountsAsNotSet(
      String variable, String text, String setting) {
    given.environment(variable, text);
    Settings settings = given.read();

    assertThat(given.problems().get(0))
        .startsWith(setting + ": \"" + text + "\" is not host:port, such as localhost:8125")
        .endsWith("; it is ignored");
    assertThat(settings.isGiven(SettingTable.ENDPOINT)).isFalse();
    assertThat(settings.isGiven(SettingTable.NEWRELIC_ENDPOINT)).isFalse();
    assertThat(settings.isGiven(SettingTable.DATADOG_ENDPOINT)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://metric-api.newrelic.com/v1?Api-Key=SECRET, https://metric-api.newrelic.com/v1?...",
    "https://user:SECRET@host/, https://...@host/",
    "user:SECRET@host:8125, ...@host:8125",
    "https://u:SE/C@RET@host, https://...@host",
    "unixstream:///s?key=SECRET, unixstream:///s?...",
    "host?SECRET, host?..."
  })
  void userAndQuery_areNotPrinted(String text, String printed) {
    given.environment("APM_ENDPOINT", text);

    assertThat(given.problems())
        .singleElement()
        .asString()
        .startsWith("endpoint: \"" + printed + "\" is not ")
        .doesNotContain("SECRET");
  }

  @Test
  void address_isTakenAsItIs() {
    given
        .environment("APM_ENDPOINT", "unixstream:///s")
        .environment("APM_NEWRELIC_ENDPOINT", "a:1");

    assertThat(given.read().get(SettingTable.ENDPOINT)).isEqualTo("unixstream:///s");
    assertThat(given.problems()).isEmpty();
  }
}

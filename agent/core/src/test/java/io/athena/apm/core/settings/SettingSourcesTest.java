package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSourcesTest {

  private final GivenSettings given = new GivenSettings();

  @Test
  void sources_countInTheirOrder() {
    given.file("endpoint", "file:1");
    assertThat(text("endpoint")).isEqualTo("file:1");
    given.environment("APM_ENDPOINT", "environment:1");
    assertThat(text("endpoint")).isEqualTo("environment:1");
    given.property("athena.apm.endpoint", "property:1");
    assertThat(text("endpoint")).isEqualTo("property:1");
    given.argument("endpoint=argument:1");
    assertThat(text("endpoint")).isEqualTo("argument:1");
  }

  @Test
  void settingThatNobodyGave_hasNoText() {
    assertThat(text("endpoint")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t"})
  void blankText_countsAsNotGiven(String blank) {
    given
        .argument("endpoint=" + blank)
        .property("athena.apm.endpoint", blank)
        .environment("APM_ENDPOINT", blank)
        .file("endpoint", "file:1");

    assertThat(text("endpoint")).isEqualTo("file:1");
  }

  @Test
  void text_isTrimmed() {
    given.environment("APM_ENDPOINT", " host:1 ");

    assertThat(text("endpoint")).isEqualTo("host:1");
  }

  @ParameterizedTest
  @CsvSource({
    "api.key, APM_API_KEY",
    "flush.interval, APM_FLUSH_INTERVAL",
    "instrumentation.openai-java.enabled, APM_INSTRUMENTATION_OPENAI_JAVA_ENABLED"
  })
  void variable_followsFromTheKey(String key, String variable) {
    given.environment(variable, "given");

    assertThat(text(key)).isEqualTo("given");
  }

  @Test
  void argument_isAListOfSettings() {
    given.argument("enabled=false,endpoint=stats:8125");

    assertThat(text("enabled")).isEqualTo("false");
    assertThat(text("endpoint")).isEqualTo("stats:8125");
  }

  @Test
  void partWithoutEqualsSign_goesOnWithTheListBefore() {
    given.argument("provider=console,statsd,endpoint=h:1,tags=team:search,region:eu");

    assertThat(text("provider")).isEqualTo("console,statsd");
    assertThat(text("endpoint")).isEqualTo("h:1");
    assertThat(text("tags")).isEqualTo("team:search,region:eu");
  }

  @Test
  void valueOfAnArgument_mayHaveEqualsSigns() {
    given.argument("api.key=abc==");

    assertThat(text("api.key")).isEqualTo("abc==");
  }

  @Test
  void blanksAroundArguments_areNoPartOfThem() {
    given.argument(" provider = console , endpoint = h:1 ");

    assertThat(text("provider")).isEqualTo("console");
    assertThat(text("endpoint")).isEqualTo("h:1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ",,", "="})
  void argumentWithoutSettings_givesNone(String argument) {
    given.argument(argument);

    assertThat(text("endpoint")).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "service, OTEL_SERVICE_NAME",
    "service, DD_SERVICE",
    "env, DD_ENV",
    "version, DD_VERSION",
    "tags, DD_TAGS"
  })
  void nameOfAnotherAgent_countsWhereOursIsNotSet(String key, String foreign) {
    given.environment(foreign, "foreign");
    assertThat(text(key)).isEqualTo("foreign");

    given.file(key, "ours");
    assertThat(text(key)).isEqualTo("ours");
  }

  @Test
  void serviceOfOpenTelemetry_countsBeforeThatOfDatadog() {
    given.environment("DD_SERVICE", "datadog").environment("OTEL_SERVICE_NAME", "opentelemetry");

    assertThat(text("service")).isEqualTo("opentelemetry");
  }

  private String text(String key) {
    return given.sources().text(key);
  }
}

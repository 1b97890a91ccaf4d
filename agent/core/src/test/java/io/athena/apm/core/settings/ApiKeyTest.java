package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key is never printed, however it was mistyped. */
class ApiKeyTest {

  private static final String KEY = "sk-proj-Zq7rXe";

  private final GivenSettings given = new GivenSettings();

  @Test
  void key_isRead_andNothingIsSaid() {
    given.environment("APM_API_KEY", KEY);

    assertThat(given.read().get(SettingTable.API_KEY)).isEqualTo(KEY);
    assertThat(given.problems()).isEmpty();
  }

  @Test
  void nameInAnotherCase_isToldWithoutTheKey() {
    given
        .argument("API.KEY=" + KEY)
        .property("athena.apm.api-key", KEY)
        .environment("APM_APIKEY", KEY)
        .file("Api.Key", KEY);

    assertThat(given.problems())
        .containsExactly(
            "agent argument API.KEY is not a setting; nearest: api.key",
            "property athena.apm.api-key is not a setting; nearest: athena.apm.api.key",
            "environment APM_APIKEY is not a setting; nearest: APM_API_KEY",
            "config Api.Key is not a setting; nearest: api.key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"api.key:", "api.key: ", "api.key ", "API_KEY:", "api-key;", "apikey:"})
  void keyBehindAnotherSign_isCutFromTheName(String slip) {
    assertToldWithoutKey(new GivenSettings().argument(slip + KEY));
    assertToldWithoutKey(new GivenSettings().property("athena.apm." + slip + KEY, ""));
    assertToldWithoutKey(new GivenSettings().file(slip + KEY, ""));
  }

  @Test
  void keyThatRanIntoAnotherValue_isCutFromIt() {
    given.argument("provider=statsd,api.key:" + KEY);

    assertThat(given.problems())
        .containsExactly(
            "provider: \"statsd,api.key...\" is not statsd, console, datadog, newrelic, prometheus, otlp;"
                + " several separated by commas; using statsd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.key: *" + KEY,
        "api.key: !" + KEY + " x",
        "api.key: !" + KEY + "!x",
        "api.key: '" + KEY,
        "api.key: \"" + KEY,
        "api.key: {" + KEY,
        "api.key: [" + KEY + "\nprovider: statsd",
        "api.key: |" + KEY,
        "api.key: `" + KEY,
        "api.key: a: " + KEY,
        "api.key: &" + KEY + " *a",
        "api.key:" + KEY + "\nprovider: statsd",
        "api.key:" + KEY,
        "{api.key " + KEY + "}"
      })
  void keyInAMalformedFile_isToldWithoutTheKey(String yaml, @TempDir Path directory)
      throws IOException {
    List<String> problems = new ArrayList<>();
    Path file = Files.writeString(directory.resolve("apm.yaml"), yaml);
    Map<String, String> settings = ConfigFile.read(file, problems::add);
    settings.forEach(given::file);
    problems.addAll(given.problems());

    assertThat(problems).hasSize(1).noneMatch(problem -> problem.contains("Zq7rXe"));
  }

  @Test
  void keyThatIsAlsoSomewhereElse_isMaskedThere() {
    given.environment("APM_API_KEY", KEY).environment("APM_SERVICE", KEY);

    assertThat(given.read().masked("service " + KEY + "-2")).isEqualTo("service ****-2");
  }

  @Test
  void valuesOfOtlpsHeaders_areMaskedEverywhere() {
    given.environment("APM_OTLP_HEADERS", "tenant=billing, api-key=" + KEY);

    assertThat(given.read().masked("401: " + KEY + " of billing")).isEqualTo("401: **** of ****");
    assertThat(SettingTable.OTLP_HEADERS.type()).isInstanceOf(SettingType.Secret.class);
  }

  @Test
  void headersThatRanIntoAnotherValue_areCutFromIt() {
    given.argument("provider=statsd,otlp.headers:api-key=" + KEY);

    assertThat(given.problems()).isNotEmpty().noneMatch(problem -> problem.contains("Zq7rXe"));
  }

  @Test
  void wordOfAFewLetters_isNoKey() {
    given.environment("APM_API_KEY", "key");

    assertThat(given.read().masked("the key")).isEqualTo("the key");
  }

  private static void assertToldWithoutKey(GivenSettings given) {
    assertThat(given.problems())
        .singleElement()
        .asString()
        .doesNotContain("Zq7rXe")
        .containsPattern("api.?key\\.\\.\\. is not a setting; nearest: .*api.key|API_KEY");
  }
}

package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTypeTest {

  private final SettingType<Boolean> flag = new SettingType.Flag();
  private final SettingType<Integer> whole = new SettingType.Whole(128, 65_507);
  private final SettingType<Double> share = new SettingType.Share();
  private final SettingType<Duration> time =
      new SettingType.Time(Duration.ofMillis(100), Duration.ofHours(1));
  private final SettingType<Map<String, String>> names = new SettingType.Names();
  private final SettingType<String> choice = new SettingType.Choice(List.of("auto", "never"));
  private final SettingType<List<String>> choices =
      new SettingType.Choices(List.of("statsd", "console"));

  @Test
  void names_arePairs_andContainColonsAndHashes() {
    assertThat(names.parse("com.acme.Pricing#quotes:2 = rates, users=people"))
        .isEqualTo(Map.of("com.acme.Pricing#quotes:2", "rates", "users", "people"));
    assertThat(names.parse("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"prices", "=prices", "users=", "a=b,", "a=b,c"})
  void names_refuseAnythingElse(String text) {
    assertRefused(names, text);
  }

  @ParameterizedTest
  @CsvSource({"true, true", "TRUE, true", "True, true", "false, false", "False, false"})
  void flag_isTrueOrFalse(String text, boolean value) {
    assertThat(flag.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yes", "no", "1", "0", "on", "truee", "true false"})
  void flag_refusesAnythingElse(String text) {
    assertRefused(flag, text);
  }

  @ParameterizedTest
  @CsvSource({"128, 128", "1432, 1432", "65507, 65507", "+200, 200", "0200, 200"})
  void whole_isANumberInItsRange(String text, int value) {
    assertThat(whole.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "127", "65508", "-200", "1e3", "200.0", "1 432", "4294967496", "x"})
  void whole_refusesAnythingElse(String text) {
    assertRefused(whole, text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "0.1, 0.1", ".5, 0.5", "1.0, 1", "1e-3, 0.001", "-0, -0.0"})
  void share_isANumberFrom0To1(String text, double value) {
    assertThat(share.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.0001", "-0.1", "10%", "NaN", "Infinity", "0,1", "half"})
  void share_refusesAnythingElse(String text) {
    assertRefused(share, text);
  }

  @ParameterizedTest
  @CsvSource({
    "100ms, 100",
    "1500ms, 1500",
    "10s, 10000",
    "10 s, 10000",
    "2m, 120000",
    "60m, 3600000",
    "1h, 3600000",
    "3600, 3600000",
    "10, 10000"
  })
  void time_isANumberWithItsUnit_orSeconds(String text, long millis) {
    assertThat(time.parse(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s",
        "ms",
        "m",
        "99ms",
        "0",
        "-10s",
        "3601s",
        "61m",
        "2h",
        "0h",
        "h",
        "9223372036854775807h",
        "1.5s",
        "10 seconds",
        "9223372036854775807m",
        "-9223372036854775808m",
        "9223372036854775807",
        "9223372036854775807ms",
        "9223372036854775808s"
      })
  void time_refusesAnythingElse(String text) {
    assertRefused(time, text);
  }

  @ParameterizedTest
  @CsvSource({"auto, auto", "NEVER, never", "Auto, auto"})
  void choice_isOneOfItsWords_inAnyCase(String text, String value) {
    assertThat(choice.parse(text)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "always", "auto,never", "aut"})
  void choice_refusesAnythingElse(String text) {
    assertRefused(choice, text);
  }

  @Test
  void choices_areSomeOfTheWords_eachOnce_inTheGivenOrder() {
    assertThat(choices.parse("console")).containsExactly("console");
    assertThat(choices.parse("console, STATSD,console")).containsExactly("console", "statsd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", ",,", "statsd,,console", "statsd,datadog", "statsd;console"})
  void choices_refuseAnythingElse(String text) {
    assertRefused(choices, text);
  }

  @Test
  void text_isTakenAsItIs() {
    assertThat(new SettingType.Text().parse("a b=c,d")).isEqualTo("a b=c,d");
    assertThat(new SettingType.Secret().parse("p4ss,=")).isEqualTo("p4ss,=");
  }

  @Test
  void allowed_tellsPeopleWhatToWrite() {
    assertThat(flag.allowed()).isEqualTo("true or false");
    assertThat(whole.allowed()).isEqualTo("a whole number from 128 to 65507");
    assertThat(share.allowed()).isEqualTo("a number from 0 to 1");
    assertThat(time.allowed()).isEqualTo("a time from 100ms to 1h, such as 500ms, 10s, 2m or 1h");
    assertThat(choice.allowed()).isEqualTo("auto, never");
    assertThat(choices.allowed()).isEqualTo("statsd, console; several separated by commas");
    assertThat(new SettingType.Secret().allowed()).isEqualTo("text, never printed");
  }

  private static void assertRefused(SettingType<?> type, String text) {
    assertThatThrownBy(() -> type.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}

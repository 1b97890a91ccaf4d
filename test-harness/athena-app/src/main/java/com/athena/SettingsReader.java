package com.athena;

import com.athena.ai.ModelEndpoint;
import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Reads the settings: {@code athena.stub.latency} is a system property or, failing that, the
 * environment variable {@code ATHENA_STUB_LATENCY}, and so on.
 */
final class SettingsReader {

  private final UnaryOperator<String> properties;
  private final UnaryOperator<String> environment;

  SettingsReader(UnaryOperator<String> properties, UnaryOperator<String> environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /**
   * All settings.
   *
   * @throws InvalidSettingException at the first bad value
   */
  Settings read() {
    Optional<ModelEndpoint> endpoint = endpoint();
    String models =
        endpoint.isPresent() ? "gpt-4o-mini,gpt-4o" : "athena-large,athena-medium,athena-small";
    return new Settings(
        setting("athena.port", "8080", "a number from 0 to 65535", SettingsReader::port),
        setting("athena.models", models, "names with commas between them", SettingsReader::list),
        endpoint,
        setting("athena.stub.latency", "60-250", "milliseconds such as 20-80", Latency::parse),
        setting("athena.stub.failures", "bursts", "bursts, none or all", SettingsReader::failures),
        millis("athena.breaker.reset", "2000"),
        millis("athena.cache.ttl", "5000"));
  }

  private Optional<ModelEndpoint> endpoint() {
    String baseUrl = environment.apply("OPENAI_BASE_URL");
    if (baseUrl == null || baseUrl.isBlank()) {
      return Optional.empty();
    }
    String apiKey = environment.apply("OPENAI_API_KEY");
    if (apiKey == null || apiKey.isBlank()) {
      throw new InvalidSettingException("OPENAI_BASE_URL is set but OPENAI_API_KEY is not");
    }
    return Optional.of(new ModelEndpoint(baseUrl, apiKey));
  }

  private Duration millis(String name, String standard) {
    return setting(
        name,
        standard,
        "milliseconds from 1 to 3600000",
        text -> Duration.ofMillis(number(text, 1, 3_600_000)));
  }

  private <T> T setting(String name, String standard, String allowed, Function<String, T> parse) {
    String text = text(name).orElse(standard).strip();
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name + " must be " + allowed + ", not \"" + text + "\"");
    }
  }

  private Optional<String> text(String name) {
    String variable = name.replace('.', '_').toUpperCase(Locale.ROOT);
    return Optional.ofNullable(properties.apply(name))
        .or(() -> Optional.ofNullable(environment.apply(variable)));
  }

  private static int port(String text) {
    return number(text, 0, 65_535);
  }

  private static int number(String text, int minimum, int maximum) {
    int number = Integer.parseInt(text);
    if (number < minimum || number > maximum) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static List<String> list(String text) {
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.contains("")) {
      throw new IllegalArgumentException("an empty name");
    }
    return names;
  }

  private static FailureMode failures(String text) {
    return FailureMode.valueOf(text.toUpperCase(Locale.ROOT));
  }
}

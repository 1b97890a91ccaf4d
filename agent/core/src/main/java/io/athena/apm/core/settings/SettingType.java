package io.athena.apm.core.settings;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Parses the text of a setting into its value. */
public sealed interface SettingType<T> {

  /** The valid texts, for people: {@code true or false}. */
  String allowed();

  /** Parses a trimmed text; throws {@link IllegalArgumentException} where it is invalid. */
  T parse(String text);

  /** {@code true} or {@code false}. */
  record Flag() implements SettingType<Boolean> {

    @Override
    public String allowed() {
      return "true or false";
    }

    @Override
    public Boolean parse(String text) {
      return switch (text.toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text);
      };
    }
  }

  /** A whole number in a range. */
  record Whole(int least, int most) implements SettingType<Integer> {

    @Override
    public String allowed() {
      return "a whole number from " + least + " to " + most;
    }

    @Override
    public Integer parse(String text) {
      int value = Integer.parseInt(text);
      if (value < least || value > most) {
        throw new IllegalArgumentException(text);
      }
      return value;
    }
  }

  /** A number from 0 to 1. */
  record Share() implements SettingType<Double> {

    @Override
    public String allowed() {
      return "a number from 0 to 1";
    }

    @Override
    public Double parse(String text) {
      double value = Double.parseDouble(text);
      if (!(value >= 0 && value <= 1)) {
        throw new IllegalArgumentException(text);
      }
      return value;
    }
  }

  /**
   * A length of time in a range: {@code 500ms}, {@code 10s}, {@code 2m}, {@code 1h}; a bare number
   * is seconds.
   */
  record Time(Duration least, Duration most) implements SettingType<Duration> {

    @Override
    public String allowed() {
      boolean hours = most.compareTo(Duration.ofHours(1)) >= 0;
      String examples = hours ? "500ms, 10s, 2m or 1h" : "500ms or 10s";
      return "a time from " + text(least) + " to " + text(most) + ", such as " + examples;
    }

    /** A time as it may be written: {@code 10s}, {@code 500ms}, {@code 1h}. */
    public static String text(Duration time) {
      long millis = time.toMillis();
      if (millis > 0 && millis % 3_600_000 == 0) {
        return millis / 3_600_000 + "h";
      }
      return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    @Override
    public Duration parse(String text) {
      Duration value = duration(text);
      if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
        throw new IllegalArgumentException(text);
      }
      return value;
    }

    private static Duration duration(String text) {
      if (text.endsWith("ms")) {
        return Duration.ofMillis(number(text, 2));
      }
      if (text.endsWith("h")) {
        return minutes(number(text, 1), 60);
      }
      return text.endsWith("m")
          ? minutes(number(text, 1), 1)
          : Duration.ofSeconds(number(text, text.endsWith("s") ? 1 : 0));
    }

    private static Duration minutes(long number, int times) {
      try {
        return Duration.ofMinutes(Math.multiplyExact(number, times));
      } catch (ArithmeticException tooMany) {
        throw new IllegalArgumentException(tooMany);
      }
    }

    private static long number(String text, int unit) {
      return Long.parseLong(text.substring(0, text.length() - unit).trim());
    }
  }

  /** One of several words. */
  record Choice(List<String> words) implements SettingType<String> {

    @Override
    public String allowed() {
      return String.join(", ", words);
    }

    @Override
    public String parse(String text) {
      String word = text.toLowerCase(Locale.ROOT);
      if (!words.contains(word)) {
        throw new IllegalArgumentException(text);
      }
      return word;
    }
  }

  /** One or more of several words, separated by commas. */
  record Choices(List<String> words) implements SettingType<List<String>> {

    @Override
    public String allowed() {
      return String.join(", ", words) + "; several separated by commas";
    }

    @Override
    public List<String> parse(String text) {
      List<String> chosen = new ArrayList<>();
      for (String part : text.split(",")) {
        String word = new Choice(words).parse(part.trim());
        if (!chosen.contains(word)) {
          chosen.add(word);
        }
      }
      if (chosen.isEmpty()) {
        throw new IllegalArgumentException(text);
      }
      return chosen;
    }
  }

  /** Any text. */
  record Text() implements SettingType<String> {

    @Override
    public String allowed() {
      return "text";
    }

    @Override
    public String parse(String text) {
      return text;
    }
  }

  /** Names, each with the name to show instead: {@code name=shown,name=shown}. */
  record Names() implements SettingType<Map<String, String>> {

    @Override
    public String allowed() {
      return "name=shown, several separated by commas, such as com.acme.Pricing#quotes=prices";
    }

    @Override
    public Map<String, String> parse(String text) {
      Map<String, String> shown = new HashMap<>();
      for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1 || equals == pair.length() - 1) {
          throw new IllegalArgumentException(text);
        }
        shown.put(pair.substring(0, equals).trim(), pair.substring(equals + 1).trim());
      }
      return shown;
    }
  }

  /** The address of a server, as {@link Endpoint} parses it, or only a UDP port; may be empty. */
  record Address(boolean datagrams) implements SettingType<String> {

    @Override
    public String allowed() {
      return datagrams
          ? "host:port, such as localhost:8125 or [::1]:8125"
          : "host:port, such as localhost:8125 or [::1]:8125, or unixstream:///path/of/socket";
    }

    @Override
    public String parse(String text) {
      if (!text.isEmpty() && Endpoint.parse(text) instanceof UnixStreamEndpoint && datagrams) {
        throw new IllegalArgumentException("Datadog's client needs native code for Unix sockets");
      }
      return text;
    }
  }

  /** The address of an HTTP server. */
  record Url() implements SettingType<String> {

    @Override
    public String allowed() {
      return "a URL of http or https, such as http://localhost:4318";
    }

    @Override
    public String parse(String text) {
      URI url = URI.create(text);
      // Not the host, which is null for a name with an underscore.
      boolean http = "http".equalsIgnoreCase(url.getScheme());
      if (!(http || "https".equalsIgnoreCase(url.getScheme())) || url.getAuthority() == null) {
        throw new IllegalArgumentException(text);
      }
      return text;
    }
  }

  /** Text that is never printed. */
  record Secret() implements SettingType<String> {

    @Override
    public String allowed() {
      return "text, never printed";
    }

    @Override
    public String parse(String text) {
      return text;
    }
  }
}

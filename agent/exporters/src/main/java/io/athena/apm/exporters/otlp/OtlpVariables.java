package io.athena.apm.exporters.otlp;

import io.athena.apm.core.settings.Redaction;
import io.athena.apm.core.settings.SettingType;
import java.net.MalformedURLException;
import java.net.URL;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * OpenTelemetry's variables {@code OTEL_EXPORTER_OTLP_*}, of which the form for one signal precedes
 * the common one. Source: opentelemetry-specification, {@code specification/protocol/exporter.md}.
 */
public final class OtlpVariables {

  private static final String PREFIX = "OTEL_EXPORTER_OTLP_";
  private static final String DEFAULT_TIMEOUT = "10000";

  private final Map<String, String> environment;
  private final String endpoint;
  private final boolean ours;
  private final String headers;
  private final Consumer<String> problems;

  /**
   * The variables beside our settings.
   *
   * @param endpoint the setting {@code otlp.endpoint}
   * @param ours whether it is set, so that no variable counts
   * @param headers the setting {@code otlp.headers}; empty where it is not set
   * @param problems gets a sentence for what is not used
   */
  public OtlpVariables(
      Map<String, String> environment,
      String endpoint,
      boolean ours,
      String headers,
      Consumer<String> problems) {
    this.environment = environment;
    this.endpoint = endpoint;
    this.ours = ours;
    this.headers = headers;
    this.problems = problems;
  }

  /** Where metrics go. */
  public OtlpTarget metrics() {
    return target("METRICS");
  }

  /** Where spans go. */
  public OtlpTarget traces() {
    return target("TRACES");
  }

  private OtlpTarget target(String signal) {
    return new OtlpTarget(
        url(signal),
        headers(signal),
        timeout(signal),
        !text(signal, "COMPRESSION").equalsIgnoreCase("none"),
        new TlsFiles(
            text(signal, "CERTIFICATE"),
            text(signal, "CLIENT_KEY"),
            text(signal, "CLIENT_CERTIFICATE")));
  }

  /** Says what is sent, where a variable asks for another protocol. */
  public void checkProtocol() {
    for (String name : new String[] {"PROTOCOL", "METRICS_PROTOCOL", "TRACES_PROTOCOL"}) {
      String protocol = text(name);
      if (!protocol.isEmpty() && !protocol.equals("http/protobuf")) {
        problems.accept(
            "otlp: "
                + PREFIX
                + name
                + "="
                + protocol
                + " is not supported, http/protobuf is sent instead; its port is 4318, as in"
                + " otlp.endpoint=http://localhost:4318");
      }
    }
  }

  private URL url(String signal) {
    String path = "/v1/" + signal.toLowerCase(Locale.ROOT);
    URL own = ours ? null : checked(signal + "_ENDPOINT", "");
    if (own != null) {
      return own;
    }
    URL common = ours ? null : checked("ENDPOINT", path);
    return common != null ? common : parsed(endpoint, path);
  }

  /** Null where the variable is not set or invalid. */
  private URL checked(String name, String path) {
    String text = text(name);
    if (text.isEmpty()) {
      return null;
    }
    SettingType.Url type = new SettingType.Url();
    try {
      return parsed(type.parse(text), path);
    } catch (IllegalArgumentException invalid) {
      problems.accept(
          "environment "
              + PREFIX
              + name
              + "='"
              + Redaction.of(text)
              + "' is not used: it has to be "
              + type.allowed());
      return null;
    }
  }

  private static URL parsed(String text, String path) {
    try {
      String base =
          path.isEmpty() || !text.endsWith("/") ? text : text.substring(0, text.length() - 1);
      return new URL(base + path);
    } catch (MalformedURLException invalid) {
      throw new IllegalArgumentException(invalid);
    }
  }

  private Map<String, String> headers(String signal) {
    String variable = text(signal + "_HEADERS").isEmpty() ? "HEADERS" : signal + "_HEADERS";
    boolean given = !headers.isEmpty();
    String name = given ? "otlp.headers" : PREFIX + variable;
    Map<String, String> valid = new TreeMap<>();
    for (Map.Entry<String, String> header :
        KeyValues.parse(name, given ? headers : text(variable), problems).entrySet()) {
      if (isName(header.getKey()) && isValue(header.getValue())) {
        valid.put(header.getKey(), header.getValue());
      } else {
        problems.accept(
            name + ": a header has a character that HTTP does not allow; it is left out");
      }
    }
    return valid;
  }

  private static boolean isName(String text) {
    boolean valid = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      valid &= c > ' ' && c < 127 && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
    return valid;
  }

  private static boolean isValue(String text) {
    boolean valid = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      valid &= c >= ' ' && c < 127;
    }
    return valid;
  }

  private Duration timeout(String signal) {
    String text = text(signal, "TIMEOUT");
    try {
      int millis = Integer.parseInt(text.isEmpty() ? DEFAULT_TIMEOUT : text);
      if (millis > 0) {
        return Duration.ofMillis(millis);
      }
    } catch (NumberFormatException invalid) {
      // As for a number that is not positive.
    }
    problems.accept(
        "environment " + PREFIX + "TIMEOUT is not a number of milliseconds; using 10000");
    return Duration.ofMillis(Integer.parseInt(DEFAULT_TIMEOUT));
  }

  /** A variable's form for a signal, or its common form; empty where neither is set. */
  private String text(String signal, String name) {
    String own = text(signal + "_" + name);
    return own.isEmpty() ? text(name) : own;
  }

  private String text(String name) {
    return environment.getOrDefault(PREFIX + name, "").strip();
  }
}

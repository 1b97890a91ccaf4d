package io.athena.apm.core.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Every setting. {@code docs/settings.md} is generated from here, with the descriptions in the file
 * {@code settings.properties} of its generator.
 */
public final class SettingTable {

  private static final List<Setting<?>> TABLE = new ArrayList<>();

  /** Whether the agent does anything at all. */
  public static final Setting<Boolean> ENABLED = add("enabled", new SettingType.Flag(), "true");

  /** Where metrics go. */
  public static final Setting<List<String>> PROVIDER =
      add(
          "provider",
          new SettingType.Choices(
              List.of("statsd", "console", "datadog", "newrelic", "prometheus", "otlp")),
          "statsd");

  /** Where the StatsD server is. */
  public static final Setting<String> ENDPOINT =
      add("endpoint", new SettingType.Address(false), "localhost:8125");

  /** Where New Relic's receiver is. */
  public static final Setting<String> NEWRELIC_ENDPOINT =
      add("newrelic.endpoint", new SettingType.Address(false), "");

  /** Where the Datadog Agent is. */
  public static final Setting<String> DATADOG_ENDPOINT =
      add("datadog.endpoint", new SettingType.Address(true), "");

  /** The address that Prometheus' endpoint listens on. */
  public static final Setting<String> PROMETHEUS_HOST =
      add("prometheus.host", new SettingType.Text(), "localhost");

  /** The port that Prometheus' endpoint listens on; 0 for any. */
  public static final Setting<Integer> PROMETHEUS_PORT =
      add("prometheus.port", new SettingType.Whole(0, 65_535), "9464");

  /** Where the OTLP receiver is. */
  public static final Setting<String> OTLP_ENDPOINT =
      add("otlp.endpoint", new SettingType.Url(), "http://localhost:4318");

  /** The headers of requests to the OTLP receiver; among them may be a key. */
  public static final Setting<String> OTLP_HEADERS =
      add("otlp.headers", new SettingType.Secret(), "");

  /** Whether OTLP's sums and histograms are totals or differences. */
  public static final Setting<String> OTLP_TEMPORALITY =
      add(
          "otlp.temporality",
          new SettingType.Choice(List.of("cumulative", "delta", "lowmemory")),
          "cumulative");

  /** The buckets of OTLP's histograms; each choice also under the name that OpenTelemetry uses. */
  public static final Setting<String> OTLP_HISTOGRAMS =
      add(
          "otlp.histograms",
          new SettingType.Choice(
              List.of(
                  "exponential",
                  "explicit",
                  "base2_exponential_bucket_histogram",
                  "explicit_bucket_histogram")),
          "exponential");

  /** The names of metrics, spans and their attributes in OTLP. */
  public static final Setting<String> OTLP_NAMES =
      add("otlp.names", new SettingType.Choice(List.of("otel", "athena")), "otel");

  /** Accepted for providers that need one. */
  public static final Setting<String> API_KEY = add("api.key", new SettingType.Secret(), "");

  /** The share of spans kept whole. */
  public static final Setting<Double> SAMPLE_RATE =
      add("sample.rate", new SettingType.Share(), "0.1");

  /** Whether failed traces are exported at every sample rate. */
  public static final Setting<Boolean> SAMPLE_ERRORS =
      add("sample.errors", new SettingType.Flag(), "true");

  /** Whether log events get the ids of the current trace and span. */
  public static final Setting<Boolean> LOG_CONTEXT =
      add("log.context", new SettingType.Flag(), "false");

  /** Whether requests to AI providers carry the ids of their trace and span. */
  public static final Setting<Boolean> PROPAGATE =
      add("propagate", new SettingType.Flag(), "false");

  /** The file of settings. */
  public static final Setting<String> CONFIG = add("config", new SettingType.Text(), "");

  /** The files of rules. */
  public static final Setting<String> RULES = add("rules", new SettingType.Text(), "");

  /** The packages in which the bundled rules match classes with general names. */
  public static final Setting<String> APPLICATION_PACKAGES =
      add("application.packages", new SettingType.Text(), "");

  /** The file of the operator's prices of AI models. */
  public static final Setting<String> AI_PRICES = add("ai.prices", new SettingType.Text(), "");

  /** The names under which caches are shown, by the name or the creation site of the cache. */
  public static final Setting<Map<String, String>> CACHE_NAMES =
      add("cache.names", new SettingType.Names(), "");

  /** The service's name. */
  public static final Setting<String> SERVICE = add("service", new SettingType.Text(), "");

  /** The environment's name. */
  public static final Setting<String> ENV = add("env", new SettingType.Text(), "");

  /** The service's version. */
  public static final Setting<String> VERSION = add("version", new SettingType.Text(), "");

  /** More constant tags. */
  public static final Setting<String> TAGS = add("tags", new SettingType.Text(), "");

  /** How often metrics leave. */
  public static final Setting<Duration> FLUSH_INTERVAL =
      add(
          "flush.interval",
          new SettingType.Time(Duration.ofMillis(100), Duration.ofHours(1)),
          "10s");

  /** How long the last flush may take. */
  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      add("shutdown.timeout", new SettingType.Time(Duration.ZERO, Duration.ofMinutes(1)), "2s");

  /** The dialect of StatsD. */
  public static final Setting<String> STATSD_DIALECT =
      add(
          "statsd.dialect",
          new SettingType.Choice(
              List.of("plain", "collectd", "graphite", "influx", "newrelic", "dogstatsd")),
          "plain");

  /** The version of the DogStatsD protocol. */
  public static final Setting<String> DOGSTATSD_PROTOCOL =
      add(
          "dogstatsd.protocol",
          new SettingType.Choice(List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6")),
          "1.1");

  /** How many lines a datagram may have. */
  public static final Setting<Integer> BATCH_SIZE =
      add("batch.size", new SettingType.Whole(1, 10_000), "100");

  /** How many bytes a datagram may have. */
  public static final Setting<Integer> PACKET_SIZE =
      add("packet.size", new SettingType.Whole(128, 65_507), "1432");

  /** How many series a metric may have. */
  public static final Setting<Integer> SERIES_LIMIT =
      add("series.limit", new SettingType.Whole(1, 1_000_000), "1000");

  /** Whether the console provider prints sampled spans. */
  public static final Setting<Boolean> CONSOLE_SPANS =
      add("console.spans", new SettingType.Flag(), "false");

  /** Whether the jar goes to the bootstrap class path. */
  public static final Setting<String> BOOTSTRAP =
      add("bootstrap", new SettingType.Choice(List.of("auto", "always", "never")), "auto");

  /** Programs that the agent does not instrument. */
  public static final Setting<String> EXCLUDE_MAIN =
      add("exclude.main", new SettingType.Text(), "");

  /** Which lines the agent writes. */
  public static final Setting<String> LOG_LEVEL =
      add("log.level", new SettingType.Choice(List.of("off", "warn", "info")), "warn");

  /** The rolling log file. */
  public static final Setting<String> LOG_FILE = add("log.file", new SettingType.Text(), "");

  /** Every setting in the order above, which is that of the reference page. */
  public static final List<Setting<?>> ALL = Collections.unmodifiableList(TABLE);

  private SettingTable() {}

  private static <T> Setting<T> add(String key, SettingType<T> type, String byDefault) {
    Setting<T> setting = new Setting<>(key, type, byDefault);
    TABLE.add(setting);
    return setting;
  }

  /** The switch of one instrumentation, by its name in {@code docs/libraries.md}. */
  public static Setting<Boolean> instrumentation(String name) {
    return new Setting<>("instrumentation." + name + ".enabled", new SettingType.Flag(), "true");
  }
}

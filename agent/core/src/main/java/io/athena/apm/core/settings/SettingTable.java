package io.athena.apm.core.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Every setting. {@code docs/settings.md} is generated from here. */
public final class SettingTable {

  private static final List<Setting<?>> TABLE = new ArrayList<>();

  /** Whether the agent does anything at all. */
  public static final Setting<Boolean> ENABLED =
      add(
          "enabled",
          new SettingType.Flag(),
          "true",
          "`false` leaves nothing installed: no transformer, no thread.");

  /** Where metrics go. */
  public static final Setting<List<String>> PROVIDER =
      add(
          "provider",
          new SettingType.Choices(List.of("statsd", "console", "datadog", "newrelic")),
          "statsd",
          "Where metrics go; several providers do not delay each other. `statsd` is the agent's own"
              + " sender. `console` prints a table to standard output at each interval. `datadog`"
              + " is Datadog's Java client, with breakers as events and service checks; where sending"
              + " fails it counts lines approximately (`statsd` with `statsd.dialect=dogstatsd`"
              + " counts exactly). It finds the Agent by `DD_DOGSTATSD_URL` or `DD_AGENT_HOST` and"
              + " `DD_DOGSTATSD_PORT` unless an endpoint is set, and uses `DD_ENTITY_ID`,"
              + " `DD_EXTERNAL_ENV`, `DD_CARDINALITY`, `DD_ORIGIN_DETECTION_ENABLED`. `newrelic` is the agent's own"
              + " sender in the dialect of New Relic's receiver (gostatsd); `statsd.dialect` is for"
              + " `statsd` only.");

  /** Where the StatsD server is. */
  public static final Setting<String> ENDPOINT =
      add(
          "endpoint",
          new SettingType.Address(false),
          "localhost:8125",
          "Where the StatsD server is: `host:port`, `[::1]:8125`, `udp://host:port`, or a Unix"
              + " socket for streams, `unixstream:///path`. A name is looked up again every 30 s,"
              + " through the JVM's own cache of names.");

  /** Where New Relic's receiver is. */
  public static final Setting<String> NEWRELIC_ENDPOINT =
      add(
          "newrelic.endpoint",
          new SettingType.Address(false),
          "",
          "Where New Relic's StatsD receiver is; `endpoint` where this is not set. For"
              + " `provider=statsd,newrelic`: a server that gets both counts everything twice.");

  /** Where the Datadog Agent is. */
  public static final Setting<String> DATADOG_ENDPOINT =
      add(
          "datadog.endpoint",
          new SettingType.Address(true),
          "",
          "Where the Datadog Agent of the provider `datadog` is, `host:port`; `endpoint` where this"
              + " is not set, and Datadog's own variables where neither is.");

  /** Accepted for providers that need one. */
  public static final Setting<String> API_KEY =
      add(
          "api.key",
          new SettingType.Secret(),
          "",
          "Key of a provider that needs one. No provider does at present: StatsD servers and the"
              + " Datadog Agent have their own. Never printed.");

  /** The share of spans kept whole. */
  public static final Setting<Double> SAMPLE_RATE =
      add(
          "sample.rate",
          new SettingType.Share(),
          "0.1",
          "Share of traces whose spans are printed. Does not affect any count or duration.");

  /** The file of settings. */
  public static final Setting<String> CONFIG =
      add(
          "config",
          new SettingType.Text(),
          "",
          "YAML file with any of these settings (`flush.interval: 5s`, nested or dotted keys).");

  /** The files of rules. */
  public static final Setting<String> RULES =
      add(
          "rules",
          new SettingType.Text(),
          "",
          "YAML files of rules (docs/rules.md), separated by commas. An edit takes effect at the"
              + " next flush.");

  /** Where the bundled rules measure classes with general names. */
  public static final Setting<String> APPLICATION_PACKAGES =
      add(
          "application.packages",
          new SettingType.Text(),
          "",
          "Packages, separated by commas, in which (and below which) the bundled rules measure"
              + " classes whose names other software has too, such as `ResultCache`"
              + " (docs/libraries.md). Default: the package of the main class. Packages with a"
              + " segment `athena` are always measured.");

  /** The service's name. */
  public static final Setting<String> SERVICE =
      add(
          "service",
          new SettingType.Text(),
          "",
          "Tag `service` on every series. `OTEL_SERVICE_NAME` and `DD_SERVICE` are used where it"
              + " is not set.");

  /** The environment's name. */
  public static final Setting<String> ENV =
      add(
          "env",
          new SettingType.Text(),
          "",
          "Tag `env` on every series. `DD_ENV` is used where it is not set.");

  /** The service's version. */
  public static final Setting<String> VERSION =
      add(
          "version",
          new SettingType.Text(),
          "",
          "Tag `version` on every series. `DD_VERSION` is used where it is not set.");

  /** More constant tags. */
  public static final Setting<String> TAGS =
      add(
          "tags",
          new SettingType.Text(),
          "",
          "More tags on every series: `team:search,region:eu`. `DD_TAGS` is used where it is"
              + " not set. A word without a value is ignored, and one line names it.");

  /** How often metrics leave. */
  public static final Setting<Duration> FLUSH_INTERVAL =
      add(
          "flush.interval",
          new SettingType.Time(Duration.ofMillis(100), Duration.ofHours(1)),
          "10s",
          "How often metrics are sent.");

  /** How long the last flush may take. */
  public static final Setting<Duration> SHUTDOWN_TIMEOUT =
      add(
          "shutdown.timeout",
          new SettingType.Time(Duration.ZERO, Duration.ofMinutes(1)),
          "2s",
          "How long the exit of the JVM waits for the last flush, which begins after the"
              + " application's shutdown hooks have ended. `0s` does not wait, without a line in the"
              + " log: counts since the previous flush are lost.");

  /** The dialect of StatsD. */
  public static final Setting<String> STATSD_DIALECT =
      add(
          "statsd.dialect",
          new SettingType.Choice(
              List.of("plain", "collectd", "graphite", "influx", "newrelic", "dogstatsd")),
          "plain",
          "The dialect of `provider=statsd`. `plain` puts tags into names, with one value a line;"
              + " every StatsD server reads it (etsy, brubeck, netdata). `collectd` is the same without"
              + " rates, which collectd misreads for timers. The others send tags: `graphite` in Graphite's way"
              + " (`name;key=value`, for an etsy server that writes to Graphite 1.1), `influx` in"
              + " Telegraf's (`name,key=value`), `newrelic` for gostatsd, `dogstatsd` for the"
              + " Datadog Agent. With `datadog_extensions` Telegraf still wants `influx`.");

  /** The version of the DogStatsD protocol. */
  public static final Setting<String> DOGSTATSD_PROTOCOL =
      add(
          "dogstatsd.protocol",
          new SettingType.Choice(List.of("1.0", "1.1", "1.2", "1.3", "1.4", "1.5", "1.6")),
          "1.1",
          "With `statsd.dialect=dogstatsd`: what the Agent understands. `1.0` every Agent and other"
              + " receivers; from `1.1` (Agent 6.25, 7.25) values share a line; `1.2` (7.35) and"
              + " `1.4` (7.51) tell the container, `1.5` (7.57) passes `DD_EXTERNAL_ENV` on, `1.6`"
              + " (7.64) `DD_CARDINALITY`. `DD_ORIGIN_DETECTION_ENABLED=false` leaves container and"
              + " external data out. `DD_ENTITY_ID` is the tag `dd.internal.entity_id` in each"
              + " version.");

  /** How many lines a datagram may have. */
  public static final Setting<Integer> BATCH_SIZE =
      add(
          "batch.size",
          new SettingType.Whole(1, 10_000),
          "100",
          "The most metrics in one datagram. A negative gauge is two lines in some dialects, which"
              + " stay in one datagram.");

  /** How many bytes a datagram may have. */
  public static final Setting<Integer> PACKET_SIZE =
      add(
          "packet.size",
          new SettingType.Whole(128, 65_507),
          "1432",
          "The most bytes in one datagram: 1432 fits Ethernet, 8932 jumbo frames.");

  /** How many series a metric may have. */
  public static final Setting<Integer> SERIES_LIMIT =
      add(
          "series.limit",
          new SettingType.Whole(1, 1_000_000),
          "1000",
          "The most series of one metric; the rest share one series with the tag `overflow:true`.");

  /** Whether the console provider prints sampled spans. */
  public static final Setting<Boolean> CONSOLE_SPANS =
      add(
          "console.spans",
          new SettingType.Flag(),
          "false",
          "The `console` provider prints one line for each sampled span.");

  /** Whether the jar goes to the bootstrap class path. */
  public static final Setting<String> BOOTSTRAP =
      add(
          "bootstrap",
          new SettingType.Choice(List.of("auto", "always", "never")),
          "auto",
          "For containers whose class loaders hide the system class path. `auto` appends the jar to"
              + " the bootstrap class path under OSGi, which needs"
              + " `-Dorg.osgi.framework.bootdelegation=io.athena.apm.*` too, and adds the agent to"
              + " `jboss.modules.system.pkgs` under JBoss Modules (WildFly). `always` appends it"
              + " anywhere. Costs class-data sharing of application classes on JDK 25. Not read from"
              + " the file.");

  /** Programs that the agent stays out of. */
  public static final Setting<String> EXCLUDE_MAIN =
      add(
          "exclude.main",
          new SettingType.Text(),
          "",
          "Programs in which nothing is installed: main classes or, with `-jar`, file names of jars,"
              + " separated by commas. An agent that comes by `JAVA_TOOL_OPTIONS` also stays out of"
              + " the JDK's tools (`jcmd`, `javac`, `keytool`, `jshell`), of Maven's and Gradle's"
              + " launchers and of its own jar's commands; `java Foo.java` is measured. Not read from"
              + " the file, nor when the agent is attached.");

  /** How much the agent says. */
  public static final Setting<String> LOG_LEVEL =
      add(
          "log.level",
          new SettingType.Choice(List.of("off", "warn", "info")),
          "warn",
          "Which lines the agent writes to standard error and to `log.file`; `warn` includes the"
              + " start line.");

  /** The rolling log file. */
  public static final Setting<String> LOG_FILE =
      add(
          "log.file",
          new SettingType.Text(),
          "",
          "Also write the agent's lines to this file, each with the time in UTC. It rolls at 1 MB;"
              + " with `/var/log/apm.log` the newest five are in the folder `/var/log/apm.log.d`."
              + " Each JVM needs a file of its own. Opened at the first flush after `main` has"
              + " begun, with the lines from before. Without the module `java.management` the"
              + " file does not roll.");

  /** Every setting in the order above, which is that of the reference page. */
  public static final List<Setting<?>> ALL = Collections.unmodifiableList(TABLE);

  private SettingTable() {}

  private static <T> Setting<T> add(
      String key, SettingType<T> type, String byDefault, String description) {
    Setting<T> setting = new Setting<>(key, type, byDefault, description);
    TABLE.add(setting);
    return setting;
  }

  /**
   * The switch of one instrumentation.
   *
   * @param name as in {@code docs/libraries.md}
   */
  public static Setting<Boolean> instrumentation(String name) {
    return new Setting<>(
        "instrumentation." + name + ".enabled",
        new SettingType.Flag(),
        "true",
        "Whether this library is measured.");
  }
}

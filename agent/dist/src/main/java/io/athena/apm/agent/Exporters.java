package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.export.RequestedSnapshot;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.exporters.console.ConsoleExporter;
import io.athena.apm.exporters.datadog.DatadogExporter;
import io.athena.apm.exporters.otlp.OtlpExporter;
import io.athena.apm.exporters.otlp.OtlpNames;
import io.athena.apm.exporters.otlp.OtlpResource;
import io.athena.apm.exporters.otlp.OtlpSettings;
import io.athena.apm.exporters.otlp.OtlpVariables;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.prometheus.PrometheusExporter;
import io.athena.apm.exporters.statsd.Container;
import io.athena.apm.exporters.statsd.Dialect;
import io.athena.apm.exporters.statsd.DogStatsdProtocol;
import io.athena.apm.exporters.statsd.Origin;
import io.athena.apm.exporters.statsd.StatsdExporter;
import io.athena.apm.exporters.statsd.StatsdSettings;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes the exporters that the settings ask for. */
final class Exporters {

  private final Settings settings;
  private final Registry registry;
  private final Shutdown shutdown;
  private final AgentLoop loop;
  private final AgentLog log;
  private final Endpoints endpoints;
  private final List<Exporter> exporters = new ArrayList<>();

  Exporters(Settings settings, Registry registry, Shutdown shutdown, AgentLoop loop, AgentLog log) {
    this.settings = settings;
    this.loop = loop;
    this.registry = registry;
    this.shutdown = shutdown;
    this.log = log;
    this.endpoints = new Endpoints(settings, System.getenv(), log);
    for (String provider : settings.get(SettingTable.PROVIDER)) {
      exporters.add(of(provider));
    }
  }

  private Exporter of(String provider) {
    return switch (provider) {
      case "console" -> console();
      case "datadog" -> datadog();
      case "prometheus" -> prometheus();
      case "otlp" -> otlp();
      case "newrelic" -> statsd(provider, Dialect.NEWRELIC);
      default -> statsd(provider, Dialect.of(settings.get(SettingTable.STATSD_DIALECT)));
    };
  }

  List<Exporter> all() {
    return exporters;
  }

  /** Writes to the process's output: {@code System.out} may be a logger of the application. */
  private Exporter console() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    return new ConsoleExporter(
        out, settings.get(SettingTable.CONSOLE_SPANS), settings.constantTags());
  }

  private Exporter statsd(String provider, Dialect dialect) {
    return new StatsdExporter(
        provider,
        new StatsdSettings(
            endpoints.of(provider),
            dialect,
            protocol(dialect),
            tags(dialect),
            settings.get(SettingTable.BATCH_SIZE),
            settings.get(SettingTable.PACKET_SIZE)),
        settings.get(SettingTable.FLUSH_INTERVAL),
        shutdown,
        delivery(provider),
        new Warnings());
  }

  private Exporter datadog() {
    return new DatadogExporter(
        endpoints.datadogAgent(),
        settings.constantTags(),
        settings.get(SettingTable.PACKET_SIZE),
        new ParkingPause(),
        settings.get(SettingTable.FLUSH_INTERVAL),
        delivery("datadog"),
        new Warnings());
  }

  private Exporter prometheus() {
    return new PrometheusExporter(
        new InetSocketAddress(
            settings.get(SettingTable.PROMETHEUS_HOST), settings.get(SettingTable.PROMETHEUS_PORT)),
        new RequestedSnapshot(loop, registry),
        settings.constantTags(),
        new Warnings());
  }

  private Exporter otlp() {
    OtlpVariables variables = Endpoints.otlp(settings, System.getenv(), log);
    variables.checkProtocol();
    long now = System.currentTimeMillis();
    return new OtlpExporter(
        new OtlpSettings(
            variables.metrics(),
            variables.traces(),
            !settings.get(SettingTable.OTLP_TEMPORALITY).equals("cumulative"),
            settings.get(SettingTable.OTLP_HISTOGRAMS).startsWith("explicit"),
            OtlpNames.of(settings.get(SettingTable.OTLP_NAMES)),
            OtlpResource.of(settings.constantTags(), System.getenv(), Version.get(), log),
            TimeUnit.MILLISECONDS.toNanos(now)),
        settings.get(SettingTable.FLUSH_INTERVAL),
        shutdown,
        delivery("otlp"),
        new Warnings());
  }

  private Delivery delivery(String provider) {
    Delivery delivery = new Delivery(registry, provider);
    shutdown.report(delivery);
    return delivery;
  }

  private DogStatsdProtocol protocol(Dialect dialect) {
    String version = settings.get(SettingTable.DOGSTATSD_PROTOCOL);
    return dialect == Dialect.DOGSTATSD
        ? DogStatsdProtocol.of(version, System.getenv(), new Container())
        : DogStatsdProtocol.DEFAULT;
  }

  private Tags tags(Dialect dialect) {
    return dialect == Dialect.DOGSTATSD
        ? Origin.addEntity(settings.constantTags(), System.getenv())
        : settings.constantTags();
  }

  /** Reports every outage, unlike {@link AgentLog#warnOnce}. */
  private final class Warnings implements Consumer<String> {

    @Override
    public void accept(String message) {
      log.warn(message);
    }
  }
}

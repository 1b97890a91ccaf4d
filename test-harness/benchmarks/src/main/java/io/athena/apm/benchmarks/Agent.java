package io.athena.apm.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An agent as a user would start it, or none.
 *
 * @param name short, for tables
 * @param options what it adds to the command line of a JVM
 */
public record Agent(String name, List<String> options) {

  /** A port of the loopback interface where nobody listens (discard). */
  static final int UNUSED_PORT = 9;

  /** No agent. */
  static final Agent NONE = new Agent("none", List.of());

  /** What {@link #empty} is called. */
  static final String EMPTY_AGENT = "empty agent";

  /** The floor of all agents. */
  static Agent empty(Path jar) {
    return new Agent(EMPTY_AGENT, List.of(javaAgent(jar)));
  }

  /**
   * Ours, sending to a port of the loopback interface.
   *
   * @param settings further options of the JVM
   */
  public static Agent athena(Path jar, int port, String... settings) {
    var options = new ArrayList<String>();
    options.add(javaAgent(jar));
    options.add("-Dathena.apm.provider=statsd");
    options.add("-Dathena.apm.endpoint=127.0.0.1:" + port);
    options.add("-Dathena.apm.log.level=off");
    options.addAll(List.of(settings));
    return new Agent("athena", List.copyOf(options));
  }

  /** OpenTelemetry's, exporting nothing. */
  static Agent openTelemetry(Path jar) {
    return new Agent(
        "opentelemetry",
        List.of(
            javaAgent(jar),
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none",
            "-Dotel.javaagent.logging=none"));
  }

  /** Datadog's, with its tracer pointed at a port where nobody listens. */
  static Agent datadog(Path jar) {
    return new Agent(
        "datadog",
        List.of(
            javaAgent(jar),
            "-Ddd.trace.agent.url=http://127.0.0.1:" + UNUSED_PORT,
            "-Ddd.instrumentation.telemetry.enabled=false",
            "-Ddd.profiling.enabled=false",
            "-Ddd.remote_config.enabled=false",
            "-Ddd.trace.startup.logs=false",
            "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off"));
  }

  private static String javaAgent(Path jar) {
    return "-javaagent:" + jar;
  }

  @Override
  public String toString() {
    return name;
  }
}

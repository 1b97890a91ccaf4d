package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.athena.apm.command.statsd.SimilarNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The reference StatsD server (npm package {@code statsd} 0.9.0) in a process of its own, on free
 * ports of the loopback interface.
 *
 * <p>It flushes once an hour, so counters only grow and timers keep every value. Its receive buffer
 * is the operating system's default, as on any host: datagrams beyond it are lost. All methods may
 * be called from any thread; each query is one round trip to the server.
 */
public final class EtsyStatsdServer implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration BARRIER = Duration.ofSeconds(10);
  private static final String BARRIER_NAME = "athena.kit.barrier.";

  private final LoggedProcess process;
  private final int port;
  private final ManagementPort management;

  private EtsyStatsdServer(LoggedProcess process) {
    this.process = process;
    this.port = announcedPort("metrics");
    this.management = new ManagementPort(announcedPort("management"));
  }

  /**
   * Starts a server and returns when it receives datagrams. Installs the package first where the
   * folder named by {@code athena.kit.directory} (by default {@code target/kit}) does not have it.
   *
   * @throws org.opentest4j.TestAbortedException where node, npm or the package is missing, by the
   *     rule of {@link Requirement}
   */
  public static EtsyStatsdServer start() {
    var node = Requirement.program("node").toString();
    var installation = EtsyInstallation.folder().toFile();
    var command = new ProcessBuilder(node, "-e", script()).directory(installation);
    var process = LoggedProcess.start(command);
    try {
      return new EtsyStatsdServer(process);
    } catch (AssertionError e) {
      process.close();
      throw e;
    }
  }

  private static String script() {
    try (var script = EtsyStatsdServer.class.getResourceAsStream("etsy-statsd.js")) {
      return new String(script.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int announcedPort(String name) {
    var announcement = name + " on port ";
    var line = process.awaitOut(out -> out.startsWith(announcement), announcement, START);
    return Integer.parseInt(line.substring(announcement.length()));
  }

  /** The UDP port on 127.0.0.1 that receives metrics. */
  public int port() {
    return port;
  }

  /** All counters by name, including the server's own ({@code statsd.*}). */
  public Map<String, Double> counters() {
    var counters = single("counters");
    counters.keySet().removeIf(name -> name.startsWith(BARRIER_NAME));
    return counters;
  }

  /** All gauges by name. */
  public Map<String, Double> gauges() {
    return single("gauges");
  }

  /** All timers by name, with every value received, in order, in milliseconds. */
  public Map<String, List<Double>> timers() {
    return management.series("timers");
  }

  /** How many values each timer stands for: every value received adds 1 / rate. */
  public Map<String, Double> timerCounts() {
    return single("timer_counters");
  }

  /** How many value groups the server could not read. */
  public long badLines() {
    return counters().get("statsd.bad_lines_seen").longValue();
  }

  /** The lines of the server's log so far; it may lag behind the counters. */
  public List<String> log() {
    return process.out();
  }

  /**
   * The first line of the server's log that contains the text. It names each bad line.
   *
   * @throws AssertionError at the limit, with the whole log
   */
  public String awaitLog(String text, Duration limit) {
    return process.awaitOut(line -> line.contains(text), "line with " + text, limit);
  }

  /**
   * Waits until the counter has exactly this value.
   *
   * @throws AssertionError at the limit, with the counters of a similar name
   */
  public void awaitCounter(String name, double value, Duration limit) {
    if (!Polling.until(() -> counters().getOrDefault(name, Double.NaN) == value, limit)) {
      throw new AssertionError(
          "no counter " + name + " = " + value + " within " + limit + similar(name));
    }
  }

  private String similar(String name) {
    var counters = counters();
    return SimilarNames.to(name, counters.keySet()).stream()
        .map(known -> "\n  " + known + " = " + counters.get(known))
        .collect(Collectors.joining("", "; there are", ""));
  }

  /**
   * Returns when the server has read every datagram that reached it before this call: it sends a
   * datagram of its own after them and waits until the server has counted it.
   *
   * @throws AssertionError when the server does not get there within 10 seconds
   */
  public void barrier() {
    var name = BARRIER_NAME + UUID.randomUUID();
    // Sent with each poll, because a full receive buffer may have dropped the previous one.
    if (!Polling.until(() -> sentAndCounted(name), BARRIER)) {
      throw process.failure("the server is not through its datagrams within " + BARRIER);
    }
  }

  private boolean sentAndCounted(String name) {
    send(name + ":1|c");
    return single("counters").containsKey(name);
  }

  /** Sends one datagram to the server. */
  void send(String datagram) {
    Udp.send(port, datagram);
  }

  private Map<String, Double> single(String command) {
    var series = new TreeMap<String, Double>();
    management.series(command).forEach((name, values) -> series.put(name, values.get(0)));
    return series;
  }

  /** Kills the server and waits until it is gone. */
  @Override
  public void close() {
    process.close();
  }
}

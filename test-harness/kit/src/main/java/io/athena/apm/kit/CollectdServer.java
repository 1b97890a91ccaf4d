package io.athena.apm.kit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * collectd (Debian package {@code collectd-core}, 5.12) with its StatsD plugin and the plugin that
 * prints values.
 */
public final class CollectdServer implements ReportingServer {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration BARRIER = Duration.ofSeconds(10);

  /** Sorts behind all others, and timers behind counters and gauges: it is reported last. */
  private static final String BARRIER_NAME = "~athena.kit.barrier.";

  private final ServerFolder folder = ServerFolder.create("collectd");
  private final int port = FreePort.udp();
  private final LoggedProcess process;

  private CollectdServer(String program) {
    var configuration = folder.file("collectd.conf", Map.of("port", Integer.toString(port)));
    // Its output is a pipe, which it would otherwise buffer by four kilobytes.
    var stdbuf = Requirement.program("stdbuf").toString();
    process = Guard.start(stdbuf, "-oL", program, "-f", "-C", configuration.toString());
  }

  /**
   * Starts a server and returns when it receives datagrams.
   *
   * @throws org.opentest4j.TestAbortedException where collectd is missing, by the rule of {@link
   *     Requirement}
   */
  public static CollectdServer start() {
    var server = new CollectdServer(Requirement.program("collectd").toString());
    try {
      var listening = "statsd plugin: Listening on [127.0.0.1]:" + server.port;
      server.process.awaitErr(line -> line.contains(listening), listening, START);
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Map<String, Double> counters() {
    return report().counters();
  }

  @Override
  public Map<String, Double> gauges() {
    return report().gauges();
  }

  @Override
  public Map<String, List<TimerReport>> timers() {
    var timers = report().timers();
    timers.keySet().removeIf(name -> name.startsWith(BARRIER_NAME));
    return timers;
  }

  /** The lines of its log that name what could not be parsed. */
  @Override
  public List<String> troubles() {
    return process.err().stream().filter(line -> line.contains("Unable to parse")).toList();
  }

  private CollectdReport report() {
    return CollectdReport.of(process.out());
  }

  @Override
  public void barrier() {
    var name = BARRIER_NAME + UUID.randomUUID();
    // Sent with each poll, because a full receive buffer may have dropped the previous one.
    if (!Polling.until(() -> sentAndReported(name), BARRIER)) {
      throw process.failure("the server is not through its datagrams within " + BARRIER);
    }
  }

  private boolean sentAndReported(String name) {
    Udp.send(port, name + ":1|ms");
    return report().timers().containsKey(name);
  }

  @Override
  public void close() {
    process.close();
    folder.close();
  }
}

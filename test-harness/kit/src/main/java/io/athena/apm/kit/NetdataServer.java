package io.athena.apm.kit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/**
 * netdata (Debian package {@code netdata-core}, 1.37) with its StatsD collector and its API.
 *
 * <p>A thread polls twenty times a second, so that it misses no report of a timer.
 */
public final class NetdataServer implements ReportingServer {

  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration BARRIER = Duration.ofSeconds(10);
  private static final String BARRIER_NAME = "athena.kit.barrier.";
  private static final long PAUSE_NANOS = 50_000_000;

  private final ServerFolder folder = ServerFolder.create("netdata");
  private final int port = FreePort.udp();
  private final NetdataReports reports = new NetdataReports(FreePort.tcp());
  private final LoggedProcess process;
  private volatile boolean closed;

  private NetdataServer(String program) {
    List.of("config", "none", "log", "cache", "lib", "lock").forEach(folder::folder);
    var values =
        Map.of(
            "user", System.getProperty("user.name"),
            "port", Integer.toString(port),
            "web", Integer.toString(reports.port()));
    var configuration = folder.file("netdata.conf", values).toString();
    var pid = folder.path().resolve("pid").toString();
    process = Guard.start(program, "-D", "-P", pid, "-c", configuration);
  }

  /**
   * Starts a server and returns when it receives datagrams.
   *
   * @throws org.opentest4j.TestAbortedException where netdata is missing, by the rule of {@link
   *     Requirement}
   */
  public static NetdataServer start() {
    var server = new NetdataServer(Requirement.program("netdata").toString());
    try {
      server.awaitListening("tcp", server.reports.port());
      server.awaitListening("udp", server.port);
      server.watch();
      return server;
    } catch (AssertionError e) {
      server.close();
      throw e;
    }
  }

  private void awaitListening(String protocol, int at) {
    var listening = "listening on '" + protocol + ":127.0.0.1:" + at + "'";
    process.awaitErr(line -> line.contains(listening), listening, START);
  }

  private void watch() {
    var thread = new Thread(this::askUntilClosed, "netdata watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void askUntilClosed() {
    try {
      while (!closed) {
        reports.ask();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    } catch (CompletionException e) {
      // The server was killed; the next query reports it.
      closed = true;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public Map<String, Double> counters() {
    return reports.ask().counters();
  }

  @Override
  public Map<String, Double> gauges() {
    return reports.ask().gauges();
  }

  @Override
  public Map<String, List<TimerReport>> timers() {
    reports.ask();
    return reports.timers();
  }

  /** The charts of other kinds: netdata reads a line without a type as a meter. */
  @Override
  public List<String> troubles() {
    return reports.ask().others().stream().filter(name -> !name.startsWith(BARRIER_NAME)).toList();
  }

  @Override
  public void barrier() {
    var name = BARRIER_NAME + UUID.randomUUID();
    // Sent with each poll, because a full receive buffer may have dropped the previous one.
    if (!Polling.until(() -> sentAndReported(name), BARRIER)) {
      throw process.failure("the server is not through its datagrams within " + BARRIER);
    }
  }

  /** A set, because netdata processes sets last. */
  private boolean sentAndReported(String name) {
    Udp.send(port, name + ":1|s");
    return reports.ask().others().contains(name + "_set");
  }

  @Override
  public void close() {
    closed = true;
    process.close();
    folder.close();
  }
}

package io.athena.apm.kit;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A StatsD server in a process of its own that reports what it has received once a second.
 *
 * <p>It uses a free port of the loopback interface and its own folder. All methods may be called
 * from any thread.
 */
public interface ReportingServer extends AutoCloseable {

  /** The supported servers. */
  enum Kind {
    /** {@link CollectdServer}. */
    COLLECTD,
    /** {@link NetdataServer}. */
    NETDATA;

    /**
     * Starts a server and returns when it receives datagrams.
     *
     * @throws org.opentest4j.TestAbortedException where it is missing, by the rule of {@link
     *     Requirement}
     */
    public ReportingServer start() {
      return switch (this) {
        case COLLECTD -> CollectdServer.start();
        case NETDATA -> NetdataServer.start();
      };
    }

    /**
     * The name that the server reports for a metric: netdata uses lower case, and dots for
     * underscores.
     */
    public String spelled(String name) {
      return switch (this) {
        case COLLECTD -> name;
        case NETDATA -> name.toLowerCase(Locale.ROOT).replace('_', '.');
      };
    }
  }

  /** The UDP port on 127.0.0.1 that receives metrics. */
  int port();

  /** All counters by name: the sums since the start. */
  Map<String, Double> counters();

  /** All gauges by name, with their last values. */
  Map<String, Double> gauges();

  /** All timers by name: a report for each second with values, in order. */
  Map<String, List<TimerReport>> timers();

  /** The input that the server could not parse; empty if it parsed all. */
  List<String> troubles();

  /**
   * Returns when the server has reported every datagram that reached it before this call.
   *
   * @throws AssertionError when it has not reported them within 10 seconds
   */
  void barrier();

  /** Kills the server, waits until it is gone, and deletes its folder. */
  @Override
  void close();
}

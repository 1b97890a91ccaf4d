package io.athena.apm.kit;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A StatsD server in a process of its own that reports what it has received once a second.
 *
 * <p>It has a free port of the loopback interface and a folder of its own, and does nothing else.
 * All methods may be called from any thread.
 */
public interface ReportingServer extends AutoCloseable {

  /** Which server. */
  enum Kind {
    /** {@link CollectdServer}. */
    COLLECTD,
    /** {@link NetdataServer}. */
    NETDATA;

    /**
     * Starts one and returns when it receives.
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

    /** How it writes a name: netdata in small letters, with dots for underscores. */
    public String spelled(String name) {
      return switch (this) {
        case COLLECTD -> name;
        case NETDATA -> name.toLowerCase(Locale.ROOT).replace('_', '.');
      };
    }
  }

  /** The UDP port on 127.0.0.1 that takes metrics. */
  int port();

  /** All counters by name: the sums since the start. */
  Map<String, Double> counters();

  /** All gauges by name, as they are now. */
  Map<String, Double> gauges();

  /** All timers by name: a report for each second in which it got values, in their order. */
  Map<String, List<TimerReport>> timers();

  /** What it has received and could not make anything of; empty when all was understood. */
  List<String> troubles();

  /**
   * Returns when the server has reported every datagram that reached it before this call.
   *
   * @throws AssertionError when it does not get there within 10 seconds
   */
  void barrier();

  /** Kills the server, waits until it is gone, and deletes its folder. */
  @Override
  void close();
}

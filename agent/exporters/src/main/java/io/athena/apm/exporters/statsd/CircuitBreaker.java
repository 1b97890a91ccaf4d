package io.athena.apm.exporters.statsd;

import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Leaves flushes out while the server is not there, and tells the operator once that it has gone
 * and once that it is back.
 */
/*
 * What is counted
 *
 * Flushes, not packets: of the packets to a closed UDP port every second seems to be sent, and most
 * of those to a port that closes and opens are. A flush has failed when anything of it is known to
 * have failed before the next begins; until then it is not known to have arrived either.
 *
 *   closed     all flushes go out. Three failures among the last ten open it: a server that is
 *              restarted costs one and is not worth a line. Where nothing has ever arrived, the
 *              first failure does: the address is probably wrong, and the operator is waiting.
 *   open       nothing is encoded or sent; the values are in the cells. Ends after the back-off.
 *   half open  the next flush goes out, its first packet ahead as a probe. Arrived: closed, and the
 *              past forgotten. Failed: open again, for twice as long.
 *
 * The back-off is never more than one and a half intervals from the beginning of the flush that
 * failed, so that at most every second flush is left out and a server that is back has everything
 * within two intervals. Not from the moment at which the failure became known: of a server
 * elsewhere that is when the next flush begins, an interval later. The back-off varies by half, at
 * random, so that the JVMs which lost one server do not all come back to it at once.
 */
final class CircuitBreaker {

  /** Flushes that are remembered. */
  static final int WINDOW = 10;

  /** Failures among them that open it. */
  static final int MOST_FAILURES = 3;

  private enum State {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  private final String server;
  private final Consumer<String> report;
  private final LongSupplier nanoTime;
  private final Random random;
  private final long shortestBackOff;
  private final long longestBackOff;

  private State state = State.CLOSED;
  private boolean everDelivered;
  private int outcomes; // one bit for each flush, set where it failed, the latest lowest
  private long failingSince;
  private long backOff;
  private long flushBegan;
  private long probeAt;

  /**
   * Closed.
   *
   * @param server its name for the operator
   * @param report takes one sentence when it opens and one when it closes
   * @param interval how often flushes come
   */
  CircuitBreaker(
      String server,
      Duration interval,
      Consumer<String> report,
      LongSupplier nanoTime,
      Random random) {
    this.server = server;
    this.report = report;
    this.nanoTime = nanoTime;
    this.random = random;
    this.shortestBackOff = interval.toNanos() / 2;
    this.longestBackOff = shortestBackOff * 3;
  }

  /** Whether the flush that begins is to go out. */
  boolean allowsFlush() {
    long now = nanoTime.getAsLong();
    if (state == State.OPEN && now - probeAt < 0) {
      return false;
    }
    state = state == State.OPEN ? State.HALF_OPEN : state;
    flushBegan = now;
    return true;
  }

  /** A flush has failed. Called once for each. */
  void failed(Exception problem) {
    outcomes = (outcomes << 1 | 1) & ((1 << WINDOW) - 1);
    if (state != State.CLOSED) {
      open(Math.min(2 * backOff, longestBackOff));
    } else if (!everDelivered || Integer.bitCount(outcomes) >= MOST_FAILURES) {
      failingSince = nanoTime.getAsLong();
      report.accept(server + ": " + reason(problem));
      open(shortestBackOff);
    }
  }

  /** A flush has had its time to fail and has not. */
  void delivered() {
    everDelivered = true;
    outcomes = (outcomes << 1) & ((1 << WINDOW) - 1);
    if (state == State.HALF_OPEN) {
      state = State.CLOSED;
      outcomes = 0;
      long seconds = TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - failingSince);
      report.accept(server + ": works again after " + seconds + " s");
    }
  }

  private void open(long nanos) {
    state = State.OPEN;
    backOff = nanos;
    probeAt = flushBegan + nanos / 2 + (long) (random.nextDouble() * nanos / 2);
  }

  private static String reason(Exception problem) {
    if (problem instanceof PortUnreachableException) {
      return "nobody listens there (port closed); values are kept and sent when it answers";
    }
    if (problem instanceof UnknownHostException) {
      return "unknown host; values are kept and sent when it is known";
    }
    String message = problem.getMessage();
    return (message == null ? problem.getClass().getName() : message)
        + "; values are kept and sent when it works again";
  }
}

package io.athena.apm.exporters.statsd;

import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A circuit breaker: skips flushes while the server does not answer, and reports when that begins
 * and when it ends.
 */
/*
 * What is counted
 *
 * Flushes, not packets: to a closed UDP port every second packet seems to be sent, and so do most
 * packets to a port that closes and opens. A flush has failed if an error of one of its packets is
 * known before the next flush begins. Until then the flush counts neither as failed nor as arrived.
 *
 *   closed     all flushes are sent. Three failures among the last ten open the breaker: a server
 *              that is restarted causes one, which is not worth a message. Where nothing has ever
 *              arrived, the first failure opens it: the address is probably wrong, and the operator
 *              is watching.
 *   open       nothing is encoded or sent; the values stay in the cells. Ends after the back-off.
 *   half open  the next flush is sent, its first packet ahead as a probe. If it arrives, the breaker
 *              closes and forgets the failures. If not, it opens for twice as long.
 *
 * The back-off ends at most one and a half intervals after the beginning of the flush that failed,
 * so that at most every second flush is skipped and a server that is back gets everything within
 * two intervals. It does not count from the moment at which the failure became known: for a remote
 * server that is when the next flush begins, an interval later. The back-off varies by half, at
 * random, so that not all JVMs return to a server at once.
 */
final class FlushBreaker {

  /** The number of flushes that it remembers. */
  static final int WINDOW = 10;

  /** The number of failures among them that opens it. */
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

  private State state = State.CLOSED;
  private boolean everDelivered;
  private int outcomes; // one bit for each flush, set where it failed, the latest lowest
  private long failingSince;
  private long backOff;
  private long flushBegan;
  private long probeAt;

  /** Closed. Reports one sentence when it opens, and one when it closes. */
  FlushBreaker(
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
  }

  boolean allowsFlush() {
    long now = nanoTime.getAsLong();
    if (state == State.OPEN && now - probeAt < 0) {
      return false;
    }
    state = state == State.OPEN ? State.HALF_OPEN : state;
    flushBegan = now;
    return true;
  }

  /** Counts a flush that failed. Called once for each. */
  void failed(Exception problem) {
    outcomes = (outcomes << 1 | 1) & ((1 << WINDOW) - 1);
    if (state != State.CLOSED) {
      open(Math.min(2 * backOff, 3 * shortestBackOff));
    } else if (!everDelivered || Integer.bitCount(outcomes) >= MOST_FAILURES) {
      failingSince = nanoTime.getAsLong();
      report.accept(server + ": " + reason(problem));
      open(shortestBackOff);
    }
  }

  /** Counts a flush of which nothing failed until the next one began. */
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

package io.athena.apm.exporters.statsd;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The address of one host, looked up beside the flush: a name server that hangs holds nothing up.
 *
 * <p>An address that is known stays in use until another one is. Only where none is known does the
 * flush wait, once for each look-up and for a second at most: a program that ends with its first
 * flush has no later one.
 *
 * <p>The JVM remembers names too ({@code networkaddress.cache.ttl}, 30 s where nobody has set it).
 */
final class HostLookup {

  /** How long an address is used before it is looked up again. */
  static final long LONGEST_USE_NANOS = TimeUnit.MINUTES.toNanos(5);

  /** How long a flush waits for the first answer. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String host;
  private final Resolver resolver;
  private final Executor beside;
  private final long patience;
  private final LongSupplier nanoTime;
  private InetAddress known;
  private Question open; // null while none is
  private boolean stale = true;
  private long askedAt;

  /**
   * Looks nothing up yet.
   *
   * @param beside what a look-up runs on
   * @param patience how long to wait for an answer where no address is known
   */
  HostLookup(
      String host, Resolver resolver, Executor beside, Duration patience, LongSupplier nanoTime) {
    this.host = host;
    this.resolver = resolver;
    this.beside = beside;
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  /** The address has failed: looks it up again, without waiting. */
  void askAgain() {
    stale = true;
    askIfStale();
  }

  /**
   * The address as far as it is known.
   *
   * @throws UnknownHostException where there is none
   * @throws IOException where it is not known yet
   */
  InetAddress address() throws IOException {
    takeAnswer(0);
    askIfStale();
    if (known == null) {
      takeAnswer(patience);
    }
    if (known != null) {
      return known;
    }
    throw open == null
        ? new UnknownHostException(host)
        : new IOException("no name server has told its address yet");
  }

  private void askIfStale() {
    long now = nanoTime.getAsLong();
    if (open == null && (stale || now - askedAt >= LONGEST_USE_NANOS)) {
      stale = false;
      askedAt = now;
      open = new Question(host, resolver);
      beside.execute(open);
    }
  }

  private void takeAnswer(long waitNanos) {
    if (open != null && open.isAnsweredWithin(waitNanos)) {
      if (open.answer() == null) {
        stale = known == null;
      } else {
        known = open.answer();
      }
      open = null;
    }
  }
}

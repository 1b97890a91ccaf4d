package io.athena.apm.exporters.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The address of one host, looked up beside each flush: a name server that hangs holds nothing up,
 * and a host that has moved is followed from the second flush on, whether or not the old address
 * still takes what it is sent.
 *
 * <p>An address that is known stays in use for as long as it is one of the host's; of several, one
 * that answers is as good as another. Where the host is unknown meanwhile, it stays too. Only where
 * no address is known does the flush wait, once for each look-up and for a second at most: a
 * program that ends with its first flush has no later one.
 *
 * <p>Used by the thread of one exporter at a time.
 */
/*
 * How often a name is asked for
 *
 * Once a flush, and not within half a second of the last time. The floor is far below the interval
 * of ten seconds and below one of a second, so that there every flush asks whatever its thread is
 * late by; it is for intervals of less, where a name server would hear from each JVM ten times a
 * second. A failure does not ask: the flush that it ended has just done so. Addresses and localhost
 * (FixedHosts) are looked up once.
 */
public final class HostLookup {

  /** How long an answer is not asked for again. */
  static final long FLOOR_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String host;
  private final boolean fixed;
  private final Resolver resolver;
  private final Executor beside;
  private final long patience;
  private final LongSupplier nanoTime;
  private InetAddress known; // null where none is
  private boolean works; // what is known has not failed
  private Question open; // null while none is
  private long askedAt;

  /**
   * Looks nothing up yet.
   *
   * @param host a name or an address, without brackets
   * @param beside what a look-up runs on
   * @param patience how long to wait for an answer where no address is known
   * @param nanoTime a clock that only runs forward, in nanoseconds
   */
  public HostLookup(
      String host, Resolver resolver, Executor beside, Duration patience, LongSupplier nanoTime) {
    this.host = host;
    this.fixed = FixedHosts.contain(host);
    this.resolver = resolver;
    this.beside = beside;
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
    this.askedAt = nanoTime.getAsLong() - FLOOR_NANOS; // so that the first flush asks
  }

  /** Asks the operating system, past the JVM's cache of names. Looks nothing up yet. */
  public static HostLookup of(String host, LongSupplier nanoTime) {
    return new HostLookup(
        host,
        new SystemResolver(InetAddress.class, new CachedNames()),
        new ShortLivedThread("athena-apm-dns"),
        PATIENCE,
        nanoTime);
  }

  /** A flush begins: takes what the last one has asked for, and asks for the next. Never waits. */
  public void beginFlush() {
    takeAnswer(0);
    if (open == null && (known == null || !fixed)) {
      askUnlessJustAsked();
    }
  }

  /**
   * The address as far as it is known; the same from one beginning of a flush to the next.
   *
   * @throws UnknownHostException where there is none
   * @throws IOException where it is not known yet
   */
  public InetAddress address() throws IOException {
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

  /** The address has failed: it is left for the first one that the next answer has. */
  public void failed() {
    works = false;
  }

  private void askUnlessJustAsked() {
    long now = nanoTime.getAsLong();
    if (now - askedAt >= FLOOR_NANOS) {
      askedAt = now;
      ask(new Question(host, resolver));
    }
  }

  private void ask(Question question) {
    try {
      beside.execute(question);
      open = question;
    } catch (OutOfMemoryError noThread) {
      open = null; // What is known is used until there is a thread for a flush to ask on.
    }
  }

  private void takeAnswer(long waitNanos) {
    if (open != null && open.isAnsweredWithin(waitNanos)) {
      choose(open.answer());
      open = null;
    }
  }

  private void choose(InetAddress[] addresses) {
    if (addresses.length > 0 && !(works && isAmong(addresses))) {
      known = addresses[0];
      works = true;
    }
  }

  private boolean isAmong(InetAddress[] addresses) {
    for (InetAddress address : addresses) {
      if (address.equals(known)) {
        return true;
      }
    }
    return false;
  }
}

package io.athena.apm.exporters.pacing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Rests between datagrams, so that a large flush does not overrun the receiver's buffer. Used by
 * one thread at a time.
 */
/*
 * How often, and how long
 *
 * A default receive buffer on Linux is 212,992 bytes. Of that the kernel charges a datagram of
 * 1,432 bytes 2,304, so 92 fit; a flush of up to 4,000 counters arrives even if nobody reads
 * meanwhile. For a larger flush the receiver has to read in time, which depends less on the receiver
 * than on the load of its machine. Counters to the reference server (statsd 0.9.0,
 * Node.js 20), default buffer, two processors, six other processes busy, worst of three flushes:
 *
 *   after 10 datagrams rest   10,000 counters (212 datagrams)   100,000 counters (2,169)
 *   1 ms                       68 % arrive                       61 %, in 0.3 s
 *   5 ms                      100 %                              98 %, in 1.2 s
 *   10 ms                     100 %, in 0.25 s                  100 %, in 2.3 s
 *
 * Nobody waits for a flush, so a rest is 10 ms if possible. All rests together take a quarter of
 * the interval, or a second if that is less, so that the last flush ends within shutdown.timeout.
 * Each rest is a hundredth of the time that is left of that, and at least a millisecond: a thousand
 * datagrams take 0.6 s, two thousand 0.9, and further ones a millisecond for each ten, half a million
 * lines a second.
 */
public final class Pacer {

  /** The number of datagrams between two rests. */
  public static final int BURST = 10;

  private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long MOST_NANOS_IN_ALL = TimeUnit.SECONDS.toNanos(1);
  private static final int SHARE = 100;

  private final Pause pause;
  private final long nanosInAll;
  private long nanosLeft;
  private int sent;

  /** Without datagrams, for flushes at this interval. */
  public Pacer(Pause pause, Duration interval) {
    this.pause = pause;
    this.nanosInAll = Math.min(interval.toNanos() / 4, MOST_NANOS_IN_ALL);
    this.nanosLeft = nanosInAll;
  }

  /** Begins a flush. */
  public void beginFlush() {
    nanosLeft = nanosInAll;
    sent = 0;
  }

  /** Counts a datagram that was sent, and rests after every tenth. */
  public void datagramSent() {
    if (++sent == BURST) {
      sent = 0;
      long nanos = Math.max(nanosLeft / SHARE, LEAST_NANOS);
      nanosLeft = Math.max(nanosLeft - nanos, 0);
      pause.rest(nanos);
    }
  }
}

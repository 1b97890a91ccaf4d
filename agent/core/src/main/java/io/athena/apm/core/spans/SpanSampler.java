package io.athena.apm.core.spans;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides which spans are kept whole and holds them until the next flush. Asked by application
 * threads; never makes one wait. Where nobody reads spans the rate is 0 and nothing is held.
 */
public final class SpanSampler {

  private static final int CAPACITY = 1_024;

  private final Queue<FinishedSpan> kept = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final double rate;

  /**
   * A sampler.
   *
   * @param rate the share of spans to keep, 0 to 1
   */
  public SpanSampler(double rate) {
    this.rate = rate;
  }

  /** Whether the caller should make a {@link FinishedSpan} and {@link #keep} it. */
  public boolean sample() {
    return rate > 0
        && size.get() < CAPACITY
        && (rate >= 1 || ThreadLocalRandom.current().nextDouble() < rate);
  }

  /** Holds a span until the next flush. */
  public void keep(FinishedSpan span) {
    size.incrementAndGet();
    kept.add(span);
  }

  /** Takes what was kept, in the order in which the spans ended. Called by the flush loop. */
  public List<FinishedSpan> drain() {
    List<FinishedSpan> spans = new ArrayList<>();
    for (FinishedSpan span = kept.poll(); span != null; span = kept.poll()) {
      size.decrementAndGet();
      spans.add(span);
    }
    return spans;
  }
}

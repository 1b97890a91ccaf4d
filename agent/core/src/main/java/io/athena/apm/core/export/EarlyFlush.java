package io.athena.apm.core.export;

import io.athena.apm.metrics.Series;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reports circuit breakers that have opened before the next flush, because somebody is being paged.
 * Runs on the athena-apm thread.
 */
public final class EarlyFlush implements Runnable {

  private final Flush flush;
  private final Supplier<Predicate<Series>> opened;

  /**
   * Reports by the exporters of a flush.
   *
   * @param opened finds the series of the breakers that have opened since the last call; null where
   *     there is nothing to report
   */
  public EarlyFlush(Flush flush, Supplier<Predicate<Series>> opened) {
    this.flush = flush;
    this.opened = opened;
  }

  @Override
  public void run() {
    Predicate<Series> series = opened.get();
    if (series != null) {
      flush.early(series);
    }
  }
}

package io.athena.apm.core.export;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Registry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The account of an exporter: written = sent + dropped + failed, where each of the four is counted
 * on its own. One thread at a time counts, any thread reads.
 *
 * <p>Alert on {@code failed} (the back end was not reached) and on {@code dropped} (a line is too
 * long).
 */
public final class Delivery {

  private final String exporter;
  private final Counter sent;
  private final Counter dropped;
  private final Counter failed;
  private final Counter bytes;
  private final AtomicLong written = new AtomicLong();
  private volatile int unsent;

  /** The cells of one exporter, by the name of its provider. */
  public Delivery(Registry registry, String exporter) {
    this.exporter = exporter;
    this.sent = registry.counters(AgentMetrics.LINES).get(exporter, "sent");
    this.dropped = registry.counters(AgentMetrics.LINES).get(exporter, "dropped");
    this.failed = registry.counters(AgentMetrics.LINES).get(exporter, "failed");
    this.bytes = registry.counters(AgentMetrics.BYTES).get(exporter);
  }

  /** The name of its provider. */
  public String exporter() {
    return exporter;
  }

  /** Counts lines that are finished. Each is also counted by one of the methods below. */
  public void written(int lines) {
    written.addAndGet(lines);
  }

  /** Counts lines that were sent, and their bytes. */
  public void sent(int lines, int size) {
    sent.add(lines);
    bytes.add(size);
  }

  /** Counts lines that were dropped: they are too long. */
  public void dropped(int lines) {
    dropped.add(lines);
  }

  /** Counts lines that were not sent. */
  public void failed(int lines) {
    failed.add(lines);
  }

  /**
   * Lines that were written and are not counted below yet: those of the packet that is being filled
   * or whose fate is not known. Zero after the exporter was closed.
   */
  public long unaccounted() {
    return written.get() - sent.total() - dropped.total() - failed.total();
  }

  /** Sets the number of series that have values which were not sent. */
  public void unsent(int series) {
    unsent = series;
  }

  /** Whether every line was sent and no value is left. */
  public boolean isComplete() {
    return dropped.total() + failed.total() + unsent == 0;
  }

  /**
   * {@code 1200 lines written: 1200 sent, 0 dropped, 0 failed}; during a flush {@code , 53 under
   * way}; where values are left {@code ; 17 series not sent}.
   */
  @Override
  public String toString() {
    return written.get()
        + " lines written: "
        + sent.total()
        + " sent, "
        + dropped.total()
        + " dropped, "
        + failed.total()
        + " failed"
        + (unaccounted() == 0 ? "" : ", " + unaccounted() + " under way")
        + (unsent == 0 ? "" : "; " + unsent + " series not sent");
  }
}

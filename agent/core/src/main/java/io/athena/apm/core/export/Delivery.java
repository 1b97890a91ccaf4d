package io.athena.apm.core.export;

import io.athena.apm.core.metrics.Counter;
import io.athena.apm.core.metrics.Registry;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What has become of every line that an exporter wrote: written = sent + dropped + failed, where
 * each of the four is counted on its own. One thread at a time counts, any may ask.
 *
 * <p>Alert on {@code failed} (the back end was not reached; its values are sent again later) and on
 * {@code dropped} (a line that can't be sent at all).
 */
public final class Delivery {

  private final String exporter;
  private final Counter sent;
  private final Counter dropped;
  private final Counter failed;
  private final Counter bytes;
  private final AtomicLong written = new AtomicLong();
  private volatile int unsent;

  /**
   * The cells of one exporter.
   *
   * @param exporter the name of its provider
   */
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

  /** Lines are finished: each is accounted for below, now or when its packet is. */
  public void written(int lines) {
    written.addAndGet(lines);
  }

  /** Lines were handed to the operating system. */
  public void sent(int lines, int size) {
    sent.add(lines);
    bytes.add(size);
  }

  /** A line was thrown away: too long, or not a number. */
  public void dropped(int lines) {
    dropped.add(lines);
  }

  /** Lines did not leave. Their values stay in the cells and go out with a later flush. */
  public void failed(int lines) {
    failed.add(lines);
  }

  /** Lines that were thought sent turn out not to have arrived. */
  public void failedAfterAll(int lines) {
    sent.add(-lines);
    failed.add(lines);
  }

  /**
   * Lines that were written and of which nothing has become yet: those of a packet in the making.
   * Between flushes anything but 0 is a mistake in the account.
   */
  public long unaccounted() {
    return written.get() - sent.total() - dropped.total() - failed.total();
  }

  /** So many series have values that have not left: after the last flush they are lost. */
  public void unsent(int series) {
    unsent = series;
  }

  /** Whether every line so far was sent, and no value is left. */
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

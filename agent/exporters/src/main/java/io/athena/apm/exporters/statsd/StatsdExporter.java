package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.metrics.MonotonicClock;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends to a StatsD server over UDP. Counters and histograms leave as what was gained since they
 * last left, gauges as they are. What did not leave goes out with a later flush.
 *
 * <p>Called on the athena-apm thread only. {@link #export} throws nothing for a server that is not
 * there; it may wait for a name server, and rests a millisecond now and then in a large flush.
 */
public final class StatsdExporter implements Exporter {

  private final Encoders encoders;
  private final Outbox outbox;
  private final PacketSender sender;

  /**
   * Looks nothing up, opens nothing, and does not care whether the server is there.
   *
   * @param delivery counts the lines
   * @param report takes one sentence when delivery begins to fail and one when it works again
   */
  public StatsdExporter(StatsdSettings settings, Delivery delivery, Consumer<String> report) {
    this(settings, delivery, report, new MonotonicClock());
  }

  private StatsdExporter(
      StatsdSettings settings, Delivery delivery, Consumer<String> report, LongSupplier nanoTime) {
    this(
        settings,
        new DatagramSender(settings.endpoint(), new SystemResolver(), nanoTime),
        new ParkingPause(),
        delivery,
        new Outage(settings.endpoint(), report, nanoTime));
  }

  /** With parts to be replaced by tests. */
  StatsdExporter(
      StatsdSettings settings, PacketSender sender, Pause pause, Delivery delivery, Outage outage) {
    this.encoders = new Encoders(settings.dialect(), settings.protocol(), settings.tags());
    this.outbox = new Outbox(settings, sender, new Pacer(pause), delivery, outage);
    this.sender = sender;
  }

  @Override
  public String name() {
    return "statsd";
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    outbox.beginFlush();
    if (write(snapshot) && outbox.lastFlushCameBack()) {
      // Now, not at the next flush: there may be none.
      write(snapshot);
    }
  }

  private boolean write(Snapshot snapshot) {
    for (Sample sample : snapshot.samples()) {
      if (!encoders.of(sample.series()).encode(sample, outbox)) {
        return false;
      }
    }
    return outbox.endFlush();
  }

  @Override
  public void close() {
    sender.close();
  }
}

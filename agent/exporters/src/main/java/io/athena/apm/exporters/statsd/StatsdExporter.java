package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.pacing.Pause;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Snapshot;
import io.athena.apm.spans.FinishedSpan;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Sends to a StatsD server: the increments of counters, the new values of histograms, and the
 * current values of gauges. A later flush sends what one flush could not.
 *
 * <p>Called by one thread at a time. {@link #export} throws nothing if the server does not answer.
 * It takes at most an interval, or a second if that is longer, plus a second: it waits for no name
 * server once an address is known, for no receiver longer than a second, and pauses between the
 * datagrams of a large flush.
 */
public final class StatsdExporter implements Exporter {

  private final String name;
  private final Encoders encoders;
  private final Outbox outbox;
  private final Delivery delivery;
  private final OpenBreakers openBreakers; // null where the dialect has no events
  private int first; // index of the sample that the next flush begins with
  private boolean isSkipped; // the latest flush, by the breaker
  private Snapshot latest; // null unless close may have to send or count it

  /**
   * Looks nothing up and opens nothing. Several providers use StatsD, so it gets a name. Reports
   * one sentence when the server fails, one when it works again, and one about the first line that
   * is too long.
   */
  public StatsdExporter(
      String name,
      StatsdSettings settings,
      Duration interval,
      Shutdown shutdown,
      Delivery delivery,
      Consumer<String> report) {
    this(
        name,
        settings,
        PacketSender.of(settings, interval, new ParkingPause(), new MonotonicClock()),
        new ParkingPause(),
        delivery,
        new FlushBreaker(
            name + " " + settings.endpoint(), interval, report, new MonotonicClock(), new Random()),
        shutdown.flushLimit(interval),
        report);
  }

  /** With the parts that tests replace. */
  StatsdExporter(
      String name,
      StatsdSettings settings,
      PacketSender sender,
      Pause pause,
      Delivery delivery,
      FlushBreaker breaker,
      Shutdown.FlushLimit time,
      Consumer<String> report) {
    this.name = name;
    this.encoders = new Encoders(settings.dialect(), settings.protocol(), settings.tags());
    this.delivery = delivery;
    this.openBreakers = settings.dialect() == Dialect.DOGSTATSD ? new OpenBreakers(settings) : null;
    this.outbox = new Outbox(settings, sender, pause, delivery, breaker, time, report);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    isSkipped = !outbox.beginFlush();
    latest = isSkipped || outbox.isLastFlush() ? snapshot : null;
    if (!isSkipped) {
      write(snapshot.samples());
    }
  }

  private void write(List<Sample> samples) {
    for (int i = 0; i < samples.size(); i++) {
      int index = (first + i) % samples.size();
      Sample sample = samples.get(index);
      if (!encoders.of(sample.series()).encode(sample, outbox)) {
        first = outbox.isOutOfTime() ? index : 0;
        return;
      }
    }
    first = 0;
    outbox.endFlush();
  }

  /** Where the dialect has events; the numbers follow with the next flush. */
  @Override
  public void exportEarly(Snapshot breakers) {
    if (openBreakers == null || !outbox.beginFlush()) {
      return;
    }
    for (Sample each : breakers.samples()) {
      if (!openBreakers.write(each, outbox)) {
        return;
      }
    }
    outbox.endFlush();
  }

  /** Repeats the latest flush if the breaker skipped it: the server may answer again. */
  @Override
  public void close() {
    if (isSkipped) {
      outbox.beginFlush();
      write(latest.samples());
    }
    outbox.close();
    if (latest != null) {
      delivery.unsent(unsent(latest.samples()));
    }
  }

  private int unsent(List<Sample> samples) {
    int unsent = 0;
    for (Sample sample : samples) {
      unsent += encoders.of(sample.series()).isUnsent(sample) ? 1 : 0;
    }
    return unsent;
  }
}

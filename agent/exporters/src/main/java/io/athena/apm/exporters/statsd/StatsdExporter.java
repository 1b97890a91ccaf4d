package io.athena.apm.exporters.statsd;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Exporter;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.metrics.MonotonicClock;
import io.athena.apm.core.metrics.Sample;
import io.athena.apm.core.metrics.Snapshot;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.pacing.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sends to a StatsD server. Counters and histograms leave as what was gained since they last left,
 * gauges as they are. What did not leave goes out with a later flush.
 *
 * <p>Called on one thread at a time. {@link #export} throws nothing for a server that is not there,
 * and takes an interval, or a second where that is longer, and a second more at most: it waits for
 * no name server once an address is known, for no receiver longer than a second, and rests now and
 * then in a large flush.
 */
public final class StatsdExporter implements Exporter {

  private final String name;
  private final Encoders encoders;
  private final Outbox outbox;
  private final Delivery delivery;
  private int first; // the sample that a flush begins with
  private boolean keptBack; // the latest flush, by the breaker
  private Snapshot latest; // where something of it may be left at the end; null else

  /**
   * Looks nothing up, opens nothing, and does not care whether the server is there.
   *
   * @param name of its provider, which may be one of several that speak StatsD
   * @param interval how often {@link #export} will be called
   * @param shutdown limits how long the last flush may take
   * @param delivery counts the lines
   * @param report takes one sentence when the server is given up, one when it is back, and one of a
   *     line that is too long
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
        interval,
        shutdown,
        delivery,
        report,
        new ParkingPause(),
        new MonotonicClock());
  }

  private StatsdExporter(
      String name,
      StatsdSettings settings,
      Duration interval,
      Shutdown shutdown,
      Delivery delivery,
      Consumer<String> report,
      Pause pause,
      LongSupplier nanoTime) {
    this(
        name,
        settings,
        PacketSenders.of(settings, interval, pause, nanoTime),
        pause,
        delivery,
        new CircuitBreaker(
            name + " " + settings.endpoint(), interval, report, nanoTime, new Random()),
        shutdown.flushLimit(interval),
        new LongLines(name, settings.packetSize(), report));
  }

  /** With parts to be replaced by tests. */
  StatsdExporter(
      String name,
      StatsdSettings settings,
      PacketSender sender,
      Pause pause,
      Delivery delivery,
      CircuitBreaker breaker,
      Shutdown.FlushLimit time,
      LongLines longLines) {
    this.name = name;
    this.encoders = new Encoders(settings.dialect(), settings.protocol(), settings.tags());
    this.delivery = delivery;
    this.outbox = new Outbox(settings, sender, pause, delivery, breaker, time, longLines);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void export(Snapshot snapshot, List<FinishedSpan> spans) {
    keptBack = !outbox.beginFlush();
    latest = keptBack || outbox.isLastFlush() ? snapshot : null;
    if (!keptBack) {
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

  /**
   * A flush that was left out goes out after all: the server may be back, and there is no other.
   */
  @Override
  public void close() {
    if (keptBack) {
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

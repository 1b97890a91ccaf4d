package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.exporters.AnySeries;
import io.athena.apm.metrics.Distribution;
import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever an application calls its metrics and tags, and whatever it measures: every line is one
 * that each strict parser of the dialect reads, with the value that was measured; a histogram's
 * lines are as many values as were recorded.
 *
 * <p>1,020,000 series: 120,000 in each of the dialects without versions, 35,000 in each version of
 * DogStatsD, with and without an origin.
 */
class AnySeriesTest {

  private static final int OF_A_DIALECT = Sweep.cases(5_000, 120_000);
  private static final int OF_A_VERSION = Sweep.cases(2_000, 35_000);
  private static final int AT_ONCE = 500;

  private static final Origin ORIGIN =
      new Origin("ci-1f4e", "it-false,cn-web,pu-0a1b", "orchestrator");

  /** Lines of one kind, and who reads them. */
  private record Wire(
      Dialect dialect,
      DogStatsdProtocol protocol,
      int series,
      List<io.athena.apm.command.statsd.Dialect> readers) {

    @Override
    public String toString() {
      return dialect + " 1." + protocol.minor() + protocol.fields() + " for " + readers;
    }
  }

  static Stream<Wire> wires() {
    List<Wire> wires = new ArrayList<>();
    for (Dialect dialect : Dialect.values()) {
      if (dialect != Dialect.DOGSTATSD) {
        wires.add(new Wire(dialect, DogStatsdProtocol.DEFAULT, OF_A_DIALECT, readers(dialect)));
      }
    }
    for (int minor = 0; minor <= 6; minor++) {
      wires.add(dogStatsd(minor, Origin.UNKNOWN));
      if (minor >= 2) {
        wires.add(dogStatsd(minor, ORIGIN));
      }
    }
    return wires.stream();
  }

  private static Wire dogStatsd(int minor, Origin origin) {
    DogStatsdProtocol protocol = DogStatsdProtocol.of("1." + minor, origin);
    return new Wire(Dialect.DOGSTATSD, protocol, OF_A_VERSION, readers(Dialect.DOGSTATSD));
  }

  private static List<io.athena.apm.command.statsd.Dialect> readers(Dialect dialect) {
    return switch (dialect) {
      case PLAIN -> List.of(io.athena.apm.command.statsd.Dialect.PLAIN);
      case COLLECTD ->
          List.of(
              io.athena.apm.command.statsd.Dialect.COLLECTD,
              io.athena.apm.command.statsd.Dialect.PLAIN);
      case GRAPHITE -> List.of(io.athena.apm.command.statsd.Dialect.GRAPHITE);
      case INFLUX ->
          List.of(
              io.athena.apm.command.statsd.Dialect.INFLUX,
              io.athena.apm.command.statsd.Dialect.TELEGRAF_DATADOG);
      case NEWRELIC ->
          List.of(
              io.athena.apm.command.statsd.Dialect.NEWRELIC,
              io.athena.apm.command.statsd.Dialect.DOGSTATSD);
      case DOGSTATSD -> List.of(io.athena.apm.command.statsd.Dialect.DOGSTATSD);
    };
  }

  @ParameterizedTest
  @MethodSource("wires")
  void anySeries_isReadByEveryStrictReceiver(Wire wire) {
    AnySeries any = new AnySeries(new Random(4));
    StrictSink sink = new StrictSink(wire);
    for (int done = 0; done < wire.series; done += AT_ONCE) {
      Encoders encoders = new Encoders(wire.dialect, wire.protocol, any.constant());
      for (Sample sample : any.snapshot(AT_ONCE).samples()) {
        sink.expect(sample);
        encoders.of(sample.series()).encode(sample, sink);
        sink.checkHistogram();
      }
    }
    assertThat(sink.lines + sink.tooLong).isGreaterThan(wire.series / 2);
    assertThat(sink.tooLong).as("lines of 10,000 characters").isLessThan(wire.series / 20);
  }

  /** Reads each line at once. */
  private static final class StrictSink implements LineSink {

    private static final int MOST_UNSAMPLED = 100;

    private final Packet line = new Packet(StatsdSettings.DEFAULT_PACKET_SIZE, 1);
    private final Wire wire;
    private Sample expected;
    private double sum;
    private long count;
    private boolean complete;
    private long lines;
    private long tooLong;

    StrictSink(Wire wire) {
      this.wire = wire;
    }

    void expect(Sample sample) {
      expected = sample;
      sum = 0;
      count = 0;
      complete = true;
    }

    @Override
    public Packet begin() {
      return line.beginLine();
    }

    @Override
    public boolean end() {
      if (line.lineLength() > StatsdSettings.DEFAULT_PACKET_SIZE) {
        tooLong++;
        complete = false;
        return true;
      }
      String[] all = line.lineStart(line.lineLength()).split("\n", -1);
      assertThat(all.length).isEqualTo(line.newLines());
      for (String one : all) {
        wire.readers.stream().skip(1).forEach(other -> check(other.parse(one).samples().get(0)));
        List<io.athena.apm.command.statsd.Sample> read = wire.readers.get(0).parse(one).samples();
        check(read.get(0));
        read.forEach(this::add);
      }
      lines++;
      return true;
    }

    private void add(io.athena.apm.command.statsd.Sample read) {
      sum += read.value() * read.count();
      count += Math.round(read.count());
    }

    private void check(io.athena.apm.command.statsd.Sample read) {
      if (expected instanceof Sample.Count counter && read.value() != counter.total()) {
        throw new AssertionError(expected + " became " + read);
      }
      if (expected instanceof Sample.Value gauge
          && read.value() != 0
          && Math.abs(read.value() - gauge.value())
              > Math.max(1e-6, 1e-6 * Math.abs(read.value()))) {
        throw new AssertionError(expected + " became " + read);
      }
    }

    /**
     * The count is exact; the sum is, to the four digits of a value, where none stands for others.
     */
    void checkHistogram() {
      if (!complete || !(expected instanceof Sample.Recorded recorded)) {
        return;
      }
      Distribution distribution = recorded.distribution();
      boolean few = distribution.count() <= MOST_UNSAMPLED;
      if (count != distribution.count() && (few || wire.dialect != Dialect.COLLECTD)) {
        throw new AssertionError(count + " values of " + distribution.count());
      }
      double all = sum(distribution) / recorded.series().metric().unit().divisor();
      if ((few || wire.dialect == Dialect.DOGSTATSD)
          && Math.abs(sum - all) > 1e-3 * all + 1e-6 * count) {
        throw new AssertionError(sum + " is the sum, not " + all);
      }
    }

    private static double sum(Distribution distribution) {
      PendingValues all = new PendingValues().load(distribution, Distribution.EMPTY);
      double sum = 0;
      for (int i = 0; i < all.size(); i++) {
        sum += all.value(i) * all.count(i);
      }
      return sum;
    }
  }
}

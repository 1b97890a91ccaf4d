package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.PendingValues;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import io.athena.apm.metrics.Unit;
import java.util.Map;
import java.util.WeakHashMap;

/** Makes and keeps one encoder for each series. */
final class Encoders {

  private final Map<Series, SeriesEncoder> bySeries = new WeakHashMap<>();
  private final Tags constant;
  private final Dialect dialect;
  private final DogStatsdProtocol protocol;
  private final HistogramForm histograms;
  private final PartlySent partly = new PartlySent();
  private final PendingValues pending = new PendingValues();

  Encoders(Dialect dialect, DogStatsdProtocol protocol, Tags constant) {
    this.constant = constant;
    this.dialect = dialect;
    this.protocol = protocol;
    this.histograms = dialect.histograms(protocol);
  }

  /** The encoder of a series, always the same one. */
  SeriesEncoder of(Series series) {
    SeriesEncoder encoder = bySeries.get(series);
    if (encoder == null) {
      encoder = create(series);
      bySeries.put(series, encoder);
    }
    return encoder;
  }

  private SeriesEncoder create(Series series) {
    Unit unit = series.metric().unit();
    return switch (series.metric().type()) {
      case COUNTER -> counter(series, CounterForm.of(unit, dialect.cutsFractions()));
      case GAUGE -> new GaugeEncoder(text(series), dialect.signMeansChange());
      case HISTOGRAM -> new HistogramEncoder(text(series), unit, histograms, pending, partly);
    };
  }

  private CounterEncoder counter(Series series, CounterForm form) {
    String name = series.metric().name() + form.nameEnd();
    return new CounterEncoder(text(form.nameEnd().isEmpty() ? series : series.named(name)), form);
  }

  private SeriesText text(Series series) {
    return dialect.text(series, constant, protocol);
  }
}

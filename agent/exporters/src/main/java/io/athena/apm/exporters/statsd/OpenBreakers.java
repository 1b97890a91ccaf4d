package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Series;
import io.athena.apm.metrics.Tags;
import java.nio.charset.StandardCharsets;

/**
 * Writes an event and a service check for each circuit breaker that is open. Format: DogStatsD 1.0
 * (DataDog/documentation {@code datagram_shell.md}).
 */
final class OpenBreakers {

  private static final String STATE = "circuit_breaker.state";
  private static final double OPEN = 2;
  private static final double FORCED_OPEN = 3;

  private final Tags constant;
  private final String fields;

  /** Each line carries these tags and fields. */
  OpenBreakers(StatsdSettings settings) {
    this.constant = settings.tags();
    this.fields = settings.protocol().fields();
  }

  /** False if the flush has failed or takes too long. */
  boolean write(Sample sample, LineSink sink) {
    if (!(sample instanceof Sample.Value gauge)
        || !gauge.series().metric().name().equals(STATE)
        || (gauge.value() != OPEN && gauge.value() != FORCED_OPEN)) {
      return true;
    }
    return line(event(gauge), sink) && line(check(gauge.series()), sink);
  }

  private static boolean line(String text, LineSink sink) {
    sink.begin().text(text.getBytes(StandardCharsets.UTF_8));
    return sink.end();
  }

  private String event(Sample.Value gauge) {
    String state = gauge.value() == OPEN ? "open" : "forced open";
    BreakerEvent event = BreakerEvent.of(gauge.series(), state);
    String title = event.title();
    int bytes = title.getBytes(StandardCharsets.UTF_8).length;
    String lengths = "_e{" + bytes + ',' + state.length() + "}:";
    String key = "|k:" + event.aggregationKey();
    return lengths + title + '|' + state + key + "|t:warning" + rest(gauge.series());
  }

  private String check(Series series) {
    return "_sc|" + STATE + "|2" + rest(series);
  }

  private String rest(Series series) {
    return "|#" + TagFormat.DATADOG.text(series, constant) + fields;
  }
}

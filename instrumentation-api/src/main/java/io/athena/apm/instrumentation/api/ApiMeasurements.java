package io.athena.apm.instrumentation.api;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import io.athena.apm.runtime.ApiProbe;
import io.athena.apm.spans.Spans;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.LongSupplier;

/** Records measurements by hand. Runs on the application's threads. */
final class ApiMeasurements implements ApiProbe {

  private final Registry registry;
  private final Spans spans;
  private final AgentLog log;
  private final LongSupplier nanoTime;

  /** Created at the first measurement, since most applications make none. */
  private volatile ApiCells cells;

  ApiMeasurements(Registry registry, Spans spans, AgentLog log, LongSupplier nanoTime) {
    this.registry = registry;
    this.spans = spans;
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Two threads may both create them; both objects add to the same series of the registry. */
  private ApiCells cells() {
    ApiCells made = cells;
    if (made == null) {
      made = new ApiCells(registry, log);
      cells = made;
    }
    return made;
  }

  @Override
  public Object startSpan(String name) {
    if (!isNamed(name)) {
      return null;
    }
    long start = nanoTime.getAsLong();
    return new MeasuredSpan(name, start, spans.begin(null, start));
  }

  @Override
  public void tagSpan(Object started, String name, String value) {
    if (started instanceof MeasuredSpan span
        && TagNames.isUsable(name, value)
        && !name.equals("outcome")
        && !name.equals("error")) {
      span.tag(name, value);
    }
  }

  @Override
  public void failSpan(Object started, Throwable error) {
    if (started instanceof MeasuredSpan span && error != null) {
      span.fail(error);
    }
  }

  @Override
  public void endSpan(Object started) {
    if (started instanceof MeasuredSpan span && span.end()) {
      long nanos = nanoTime.getAsLong() - span.start();
      cells().span(span.name(), nanos, span.error(), span.tags());
      spans.leave(span.context());
      spans.end(span.context());
      if (span.context() != null && span.context().isRecorded()) {
        keep(span, nanos);
      }
    }
  }

  private void keep(MeasuredSpan span, long nanos) {
    String[] tags = Arrays.copyOf(span.tags(), span.tags().length + 4);
    tags[tags.length - 4] = "outcome";
    tags[tags.length - 3] = MeasuredSpan.outcome(span.error());
    tags[tags.length - 2] = "error";
    tags[tags.length - 1] = span.error() == null ? Family.NONE : span.error();
    spans.keep(span.context(), span.name(), Tags.of(tags), nanos);
  }

  @Override
  public void count(String name, long amount, String[] tags) {
    if (isNamed(name) && amount > 0) {
      cells().count(name, amount, tags);
    }
  }

  @Override
  public void gauge(String name, double value, String[] tags) {
    if (isNamed(name)) {
      cells().gauge(name, value, tags);
    }
  }

  @Override
  public void histogram(String name, long value, String[] tags) {
    if (isNamed(name)) {
      cells().histogram(name, value, tags);
    }
  }

  @Override
  public void analysis(String provider, String model, Duration duration, boolean success) {
    cells().catalogue().analysis(provider, model, duration, success);
  }

  @Override
  public void cacheOperation(String cache, boolean hit) {
    if (isNamed(cache)) {
      cells().catalogue().cacheOperation(cache, hit);
    }
  }

  @Override
  public void circuitBreakerEvent(String name, String event) {
    if (isNamed(name) && isNamed(event)) {
      cells().catalogue().circuitBreakerEvent(name, event);
    }
  }

  private static boolean isNamed(String name) {
    return name != null && !name.isEmpty();
  }
}

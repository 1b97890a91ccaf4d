package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Tags;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.StableName;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** Counts and times the reads of hand-written caches. Called by the application's threads. */
final class HandWrittenCaches {

  private final Family<Histogram> durations;
  private final CacheTable table;
  private final Spans spans;
  private final PathReader name;
  private final LongSupplier nanoTime;

  HandWrittenCaches(
      Registry registry, CacheTable table, Spans spans, AgentLog log, LongSupplier nanoTime) {
    this.durations = registry.histograms(CacheMetrics.OPERATION_DURATION);
    this.table = table;
    this.spans = spans;
    this.name = PathReader.ofFirst(log, "name", "cacheName");
    this.nanoTime = nanoTime;
  }

  /** A read begins; returns its start. */
  long start() {
    long now = nanoTime.getAsLong();
    spans.begin(this, now);
    return now;
  }

  /** A method that reads has returned or thrown. */
  void end(Object cache, String method, long start, Object result, Throwable error) {
    SpanContext span = spans.leave(this, start);
    String known = name.readText(cache);
    PendingRead read =
        new PendingRead(
            known == null ? StableName.of(cache.getClass()) : known, method, start, span);
    if (result instanceof CompletionStage) {
      AsyncResults.of(result).watch(result, read);
    } else {
      read.arrived();
      read.end(result, error);
    }
  }

  /** A read whose value may arrive later. */
  private final class PendingRead implements PendingCall {

    private final String cache;
    private final String method;
    private final long start;
    private final SpanContext span;
    private volatile long nanos;

    PendingRead(String cache, String method, long start, SpanContext span) {
      this.cache = cache;
      this.method = method;
      this.start = start;
      this.span = span;
    }

    @Override
    public boolean isTimed() {
      return true;
    }

    @Override
    public void arrived() {
      nanos = nanoTime.getAsLong() - start;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        end(value, error);
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.CACHE_READ.toString());
      }
    }

    private static boolean isHit(Object value) {
      return value != null && !(value instanceof Optional<?> found && found.isEmpty());
    }

    void end(Object value, Throwable error) {
      if (error == null) {
        table.cells(AthenaCache.LIBRARY, cache).read(isHit(value));
      }
      durations.get(cache, AthenaCache.LIBRARY, method).record(nanos);
      spans.end(span);
      if (span != null && span.isRecorded()) {
        spans.keep(span, "cache.operation", tags(), nanos);
      }
    }

    private Tags tags() {
      return Tags.of(
          CacheMetrics.OPERATION_TAGS, new String[] {cache, AthenaCache.LIBRARY, method});
    }

    @Override
    public void unobservable(Class<?> type) {
      // Neither a hit nor a miss.
      spans.end(span);
    }
  }
}

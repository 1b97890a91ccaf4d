package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.runtime.Probes;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * One operation of a cache in a server. The library tells its end where a reader of its answers is
 * given. Ended by any thread.
 */
final class RemoteOperation implements BiConsumer<Object, Throwable>, PendingCall {

  /** Commands whose answer is a value, null for none. */
  private static final Set<String> READS = Set.of("get", "getex", "getdel", "hget");

  /** Commands whose answer is a list of values. */
  private static final Set<String> READS_OF_MANY = Set.of("mget", "hmget");

  private final Cells cells;
  private final String library;
  private final String cache;
  private final String operation;
  private final long start;
  private final RemoteCommand reader;
  private boolean counts = true;

  /** The number of keys that are looked up in a map. */
  private int asked;

  /** Where operations are recorded. */
  record Cells(
      Family<Histogram> durations,
      Family<Counter> errors,
      CacheTable table,
      LongSupplier nanoTime) {

    Cells(Registry registry, CacheTable table, LongSupplier nanoTime) {
      this(
          registry.histograms(CacheMetrics.OPERATION_DURATION),
          registry.counters(CacheMetrics.OPERATION_ERROR),
          table,
          nanoTime);
    }
  }

  /** How an operation has ended; its failure is null for none. */
  record Outcome(int hits, int misses, String failure) {}

  /** An operation whose command, in lower case, tells whether it reads. */
  RemoteOperation(
      Cells cells,
      String library,
      String cache,
      String operation,
      long start,
      RemoteCommand reader) {
    this.cells = cells;
    this.library = library;
    this.cache = cache;
    this.operation = operation;
    this.start = start;
    this.reader = reader;
  }

  /** Another cache counts its reads. */
  void countsNoReads() {
    counts = false;
  }

  /** Its answer is a map of the values found for these keys. */
  void readsKeys(Object keys) {
    asked = size(keys);
  }

  /** The number of different keys. */
  static int size(Object keys) {
    if (keys instanceof Map<?, ?> several) {
      return several.size();
    }
    if (keys instanceof Set<?> several) {
      return several.size();
    }
    Collection<?> several =
        keys instanceof Object[] array ? Arrays.asList(array) : (Collection<?>) keys;
    return several == null ? 0 : new HashSet<>(several).size();
  }

  @Override
  public void accept(Object result, Throwable error) {
    try {
      end(result, error);
    } catch (Throwable problem) {
      // The library calls this, so no advice contains it.
      Probes.adviceFailed(problem, library);
    }
  }

  @Override
  public void ended(Object value, Throwable error) {
    accept(value, error);
  }

  @Override
  public void unobservable(Class<?> type) {
    // Neither a hit nor a miss.
  }

  void end(Object result, Throwable error) {
    cells.durations.get(cache, library, operation).record(cells.nanoTime.getAsLong() - start);
    if (error != null) {
      cells.errors.get(cache, library, operation, ErrorType.of(error)).increment();
    } else if (counts) {
      count(result);
    }
  }

  private void count(Object result) {
    if (READS.contains(operation)) {
      cells.table.cells(library, cache).read(result != null);
    } else if (READS_OF_MANY.contains(operation) && result instanceof Iterable<?> values) {
      for (Object value : values) {
        cells.table.cells(library, cache).read(isPresent(value));
      }
    } else if (asked > 0 && result instanceof Map<?, ?> found) {
      int hits = found.size() - Collections.frequency(found.values(), null);
      cells.table.cells(library, cache).add(hits, asked - hits, 0);
    }
  }

  void end(Outcome outcome) {
    cells.durations.get(cache, library, operation).record(cells.nanoTime.getAsLong() - start);
    if (outcome.failure == null) {
      cells.table.cells(library, cache).add(outcome.hits, outcome.misses, 0);
    } else {
      cells.errors.get(cache, library, operation, outcome.failure).increment();
    }
  }

  private boolean isPresent(Object value) {
    return value != null && (reader == null || reader.isPresent(value));
  }
}

package io.athena.apm.benchmarks.jmh;

import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Histogram;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Registry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures what an application thread does in the agent, and the lower bound of each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CellBenchmark {

  private final Family<Counter> counters = registry().counters(callsMetric());
  private final Counter counter = counters.get("openai", "gpt", "success");
  private final Histogram histogram =
      registry().histograms(Metric.duration("span.duration", List.of(), "For measuring.")).get();
  private final LongAdder adder = new LongAdder();

  private static Registry registry() {
    return new Registry(
        System::currentTimeMillis,
        Registry.DEFAULT_LIMIT,
        (metric, tag) -> {},
        problem -> {
          throw new IllegalStateException(problem);
        });
  }

  private static Metric callsMetric() {
    return Metric.counter("calls.total", List.of("provider", "model", "outcome"), "For measuring.");
  }

  /** Adds to a cell that was looked up before. */
  @Benchmark
  public void counter() {
    counter.increment();
  }

  /** Looks the cell up by the values of three tags, then adds. */
  @Benchmark
  public void counterOfThreeTags() {
    counters.get("openai", "gpt", "success").increment();
  }

  /** The lower bound of a counter. */
  @Benchmark
  public void floorOfCounter() {
    adder.increment();
  }

  /** Records durations of all sizes. */
  @Benchmark
  public void histogram(Durations durations) {
    histogram.record(durations.next());
  }

  /** Times an empty span and counts it. */
  @Benchmark
  public void span() {
    long start = System.nanoTime();
    histogram.record(System.nanoTime() - start);
    counter.increment();
  }

  /** The lower bound of a span: two clock reads and one sum. */
  @Benchmark
  public void floorOfSpan() {
    long start = System.nanoTime();
    adder.add(System.nanoTime() - start);
  }

  /** Two clock reads alone. */
  @Benchmark
  public long twoClockReads() {
    long start = System.nanoTime();
    return System.nanoTime() - start;
  }
}

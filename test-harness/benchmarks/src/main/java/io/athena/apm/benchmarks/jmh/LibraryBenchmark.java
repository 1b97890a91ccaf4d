package io.athena.apm.benchmarks.jmh;

import com.acme.Scanner;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Measures calls of libraries. The script runs it with and without the agent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class LibraryBenchmark {

  private final Cache<Integer, String> cache = filled(Caffeine.newBuilder());
  private final Cache<Integer, String> counting = filled(Caffeine.newBuilder().recordStats());
  private final Scanner scanner = new Scanner();
  private final CircuitBreaker breaker = CircuitBreaker.ofDefaults("benchmark");

  private static Cache<Integer, String> filled(Caffeine<Object, Object> builder) {
    Cache<Integer, String> cache = builder.maximumSize(10L * Keys.COUNT).build();
    for (int key = 0; key < Keys.COUNT; key++) {
      cache.put(key, "value " + key);
    }
    return cache;
  }

  /** Finds a value in a bounded Caffeine cache. */
  @Benchmark
  public String caffeineHit(Keys keys) {
    return cache.getIfPresent(keys.next());
  }

  /** The lower bound of a counted hit: Caffeine's own statistics are on without the agent too. */
  @Benchmark
  public String caffeineHitCounted(Keys keys) {
    return counting.getIfPresent(keys.next());
  }

  /** Calls an empty supplier through a closed Resilience4j breaker. */
  @Benchmark
  public String resilience4jCall() {
    return breaker.executeSupplier(LibraryBenchmark::answer);
  }

  /** Counts by hand, with a tag. */
  @Benchmark
  public void apiCount() {
    Apm.count("benchmark.count", "kind", "book");
  }

  /** Starts and closes a span by hand. */
  @Benchmark
  public void apiSpan() {
    Span span = Apm.startSpan("benchmark.span");
    span.close();
  }

  /** Calls a method that a rule measures: a span, two tags, a counter. */
  @Benchmark
  public Object ruledCall() {
    return scanner.scan("Main.java");
  }

  private static String answer() {
    return "answer";
  }
}

package io.athena.apm.benchmarks.jmh;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.concurrent.TimeUnit;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.springframework.cache.concurrent.ConcurrentMapCache;

/** Finds values in the JVM's caches. The script runs it with and without the agent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 6, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class CacheBenchmark {

  private final Cache<Integer, String> guava =
      CacheBuilder.newBuilder().maximumSize(10L * Keys.COUNT).build();
  private final ConcurrentMapCache spring = new ConcurrentMapCache("benchmark");
  private final org.ehcache.Cache<Integer, String> ehcache =
      CacheManagerBuilder.newCacheManagerBuilder()
          .withCache(
              "benchmark",
              CacheConfigurationBuilder.newCacheConfigurationBuilder(
                  Integer.class, String.class, ResourcePoolsBuilder.heap(10L * Keys.COUNT)))
          .build(true)
          .getCache("benchmark", Integer.class, String.class);

  /** Fills the caches. */
  public CacheBenchmark() {
    for (int key = 0; key < Keys.COUNT; key++) {
      String value = "value " + key;
      guava.put(key, value);
      spring.put(key, value);
      ehcache.put(key, value);
    }
  }

  /** Finds a value in a bounded Guava cache. */
  @Benchmark
  public String guavaHit(Keys keys) {
    return guava.getIfPresent(keys.next());
  }

  /** Finds a value in Spring's cache in a map. */
  @Benchmark
  public Object springHit(Keys keys) {
    return spring.get(keys.next());
  }

  /** Finds a value in a cache of Ehcache on the heap. */
  @Benchmark
  public String ehcacheHit(Keys keys) {
    return ehcache.get(keys.next());
  }
}

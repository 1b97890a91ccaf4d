package io.athena.apm.benchmarks.jmh;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.instrumentation.cache.CacheInstrumentations;
import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.CacheProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import java.util.ArrayList;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** Polls a thousand caches of different names, each of which was read once since the last poll. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PollingBenchmark {

  private static final int CACHES = 1_000;

  private final List<Cache<Integer, Integer>> caches = new ArrayList<>();
  private final ApplicationPoller poller;

  /** Builds the caches as woven code does. */
  public PollingBenchmark() {
    Registry registry =
        new Registry(
            System::currentTimeMillis,
            Registry.DEFAULT_LIMIT,
            (metric, tag) -> {},
            problem -> {
              throw new IllegalStateException(problem);
            });
    CacheInstrumentations.install(registry, new Spans(0), new AgentLog());
    for (int i = 0; i < CACHES; i++) {
      caches.add(built("cache-" + i));
    }
    poller = (ApplicationPoller) Probes.cache();
  }

  private static Cache<Integer, Integer> built(String name) {
    CacheProbe probe = Probes.cache();
    ConcurrentStatsCounter statistics = new ConcurrentStatsCounter();
    probe.building();
    probe.counts(statistics);
    Cache<Integer, Integer> cache =
        Caffeine.newBuilder().maximumSize(10).recordStats(() -> statistics).build();
    probe.built("caffeine", cache);
    probe.named(cache, name);
    return cache;
  }

  /** Polls all of them. */
  @Benchmark
  public void poll(Blackhole unused) {
    for (Cache<Integer, Integer> each : caches) {
      unused.consume(each.getIfPresent(1));
    }
    poller.run();
  }
}

package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.spans.Spans;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Caches that have died, or that can't be read. */
class ReleasedCachesTest {

  private final List<Throwable> failed = new ArrayList<>();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failed::add);
  private final Caches caches =
      new Caches(
          CacheInstrumentations.POLLED,
          registry,
          new Spans(0),
          new AgentLog(),
          System::nanoTime,
          Map.of());

  @BeforeEach
  void poll() {
    registry.pollApplication(caches);
  }

  private Cache<String, String> cache(Supplier<StatsCounter> statistics) {
    Cache<String, String> cache =
        Caffeine.newBuilder().recordStats(caches.statistics(null, statistics)).build();
    caches.built("caffeine", cache);
    return cache;
  }

  /** The names of the caches that have gauges. */
  private List<String> names() {
    return registry.snapshot().samples().stream()
        .filter(Sample.Value.class::isInstance)
        .map(sample -> sample.series().tags().toString())
        .distinct()
        .toList();
  }

  @ParameterizedTest
  @MethodSource
  void cacheThatCannotBeRead_isReleased_andTheOthersArePolled(StatsCounter unreadable) {
    Cache<String, String> broken = cache(() -> unreadable);
    Cache<String, String> other = cache(ConcurrentStatsCounter::new);

    assertThat(names()).containsExactly("cache:unknown:2,library:caffeine");
    assertThat(names()).containsExactly("cache:unknown:2,library:caffeine");
    assertThat(failed).singleElement().isInstanceOf(IllegalStateException.class);
    assertThat(List.of(broken, other)).hasSize(2);
  }

  static List<StatsCounter> cacheThatCannotBeRead_isReleased_andTheOthersArePolled() {
    return List.of(
        new Unreadable(() -> null),
        new Unreadable(
            () -> {
              throw new IllegalStateException("closed");
            }));
  }

  @Test
  void nameOfADeadCache_isGivenAgain_andItsGaugesAreGone() {
    Cache<String, String> first = cache(ConcurrentStatsCounter::new);
    awaitDeath(readOnce());
    assertThat(names()).containsExactly("cache:unknown,library:caffeine");

    Cache<String, String> next = cache(ConcurrentStatsCounter::new);
    assertThat(names())
        .containsExactlyInAnyOrder(
            "cache:unknown,library:caffeine", "cache:unknown:2,library:caffeine");
    assertThat(List.of(first, next)).hasSize(2);
    assertThat(failed).isEmpty();
  }

  @Test
  void deadCache_isReleasedWhileTheKillSwitchIsOn() {
    registry.pause(true);
    awaitDeath(readOnce());

    Cache<String, String> next = cache(ConcurrentStatsCounter::new);
    registry.pause(false);
    assertThat(names()).containsExactly("cache:unknown,library:caffeine");
    assertThat(next.estimatedSize()).isZero();
    assertThat(failed).isEmpty();
  }

  private WeakReference<Object> readOnce() {
    Cache<String, String> cache = cache(ConcurrentStatsCounter::new);
    assertThat(cache.getIfPresent("nothing")).isNull();
    return new WeakReference<>(cache);
  }

  private void awaitDeath(WeakReference<Object> cache) {
    while (cache.get() != null) {
      System.gc();
    }
    registry.snapshot();
  }

  private record Unreadable(Supplier<CacheStats> counts) implements StatsCounter {

    @Override
    public void recordHits(int count) {}

    @Override
    public void recordMisses(int count) {}

    @Override
    public void recordLoadSuccess(long loadTime) {}

    @Override
    public void recordLoadFailure(long loadTime) {}

    @Override
    public void recordEviction(int weight, RemovalCause cause) {}

    @Override
    public CacheStats snapshot() {
      return counts.get();
    }
  }
}

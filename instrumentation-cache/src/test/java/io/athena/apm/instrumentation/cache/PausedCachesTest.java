package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import io.athena.apm.spans.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Caches while the kill switch is on. */
class PausedCachesTest {

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
  private final Cache<String, String> cache =
      Caffeine.newBuilder()
          .recordStats(caches.statistics(null, ConcurrentStatsCounter::new))
          .build();

  @BeforeEach
  void poll() {
    registry.pollApplication(caches);
    caches.built("caffeine", cache);
    cache.put("key", "value");
  }

  @AfterEach
  void nothingFailed() {
    assertThat(failed).isEmpty();
  }

  private void hit(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(cache.getIfPresent("key")).isNotNull();
    }
  }

  private long hits() {
    return registry.snapshot().samples().stream()
        .filter(sample -> sample.series().metric() == CacheMetrics.HIT)
        .mapToLong(sample -> ((Sample.Count) sample).total())
        .sum();
  }

  private List<String> gauges() {
    return registry.snapshot().samples().stream()
        .filter(Sample.Value.class::isInstance)
        .map(sample -> sample.series().metric().name())
        .toList();
  }

  @Test
  void pausedCache_isNotPolled_andHasNoSize() {
    hit(3);
    assertThat(hits()).isEqualTo(3);
    assertThat(gauges()).contains("cache.entries");

    registry.pause(true);
    hit(5);
    caches.read("spring-cache", "users", "value");

    assertThat(hits()).isEqualTo(3);
    assertThat(gauges()).isEmpty();
  }

  @Test
  void resumedCache_isPolledAgain_withoutWhatItCountedMeanwhile() {
    hit(3);
    assertThat(hits()).isEqualTo(3);
    registry.pause(true);
    hit(5);

    registry.pause(false);
    hit(2);

    assertThat(hits()).isEqualTo(5);
    assertThat(gauges()).contains("cache.entries");
  }
}

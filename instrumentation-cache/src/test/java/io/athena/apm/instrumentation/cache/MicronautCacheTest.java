package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.stats.CacheStats;
import io.athena.apm.kit.agent.AgentExtension;
import io.micronaut.cache.AbstractMapBasedSyncCache;
import io.micronaut.cache.CacheManager;
import io.micronaut.cache.SyncCache;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Micronaut's caches as its context makes them; Caffeine's own statistics are the truth. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class MicronautCacheTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  @Test
  void cacheOfTheContext_countsOnceUnderItsName() {
    Map<String, Object> settings =
        Map.of(
            "micronaut.caches.prices.maximum-size", 10, "micronaut.caches.users.charset", "UTF8");
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      SyncCache<?> prices = context.getBean(CacheManager.class).getCache("prices");
      prices.put("tea", "3.20");
      prices.get("tea", String.class);
      prices.get("coffee", String.class);
      prices.get("milk", String.class, () -> "0.80");
      SyncCache<?> users = context.getBean(CacheManager.class).getCache("users");
      users.get("ann", String.class);
      CacheStats library =
          ((com.github.benmanes.caffeine.cache.Cache<?, ?>) prices.getNativeCache()).stats();
      String[] tags = {"cache", "prices", "library", "caffeine"};
      assertThat(AGENT.measured().counter("cache.hit", tags)).isEqualTo(library.hitCount());
      assertThat(AGENT.measured().counter("cache.miss", tags)).isEqualTo(library.missCount());
      assertThat(library.requestCount()).isEqualTo(3);
      assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("prices", "users");
    }
  }

  @Test
  void cacheInAMap_countsReads() {
    var cache =
        new AbstractMapBasedSyncCache<Map<Object, Object>>(
            ConversionService.SHARED, new HashMap<>()) {
          @Override
          public String getName() {
            return "quotes";
          }
        };
    cache.put("tea", "3.20");
    cache.get("tea", String.class);
    cache.get("coffee", String.class);
    cache.get("milk", String.class, () -> "0.80");
    String[] tags = {"cache", "quotes", "library", "micronaut-cache"};
    assertThat(AGENT.measured().counter("cache.hit", tags)).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss", tags)).isEqualTo(2);
  }
}

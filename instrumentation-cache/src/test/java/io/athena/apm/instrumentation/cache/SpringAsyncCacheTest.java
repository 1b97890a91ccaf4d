package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;

/** Asynchronous caches of Spring 6.1 and later. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class SpringAsyncCacheTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private static void assertReads(String library, String cache, long hits, long misses) {
    String[] tags = {"cache", cache, "library", library};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
  }

  @Test
  void retrieve_countsWhenTheValueArrives() {
    Cache cache = new ConcurrentMapCacheManager().getCache("prices");
    cache.put("tea", "3.20");
    assertThat(cache.retrieve("tea").join()).isNotNull();
    assertThat(cache.retrieve("coffee")).isNull();
    assertThat(cache.retrieve("tea", SpringAsyncCacheTest::load).join()).isEqualTo("3.20");
    assertThat(cache.retrieve("milk", SpringAsyncCacheTest::load).join()).isEqualTo("loaded");
    assertReads("spring-cache", "prices", 2, 2);
  }

  private static CompletableFuture<String> load() {
    return CompletableFuture.completedFuture("loaded");
  }

  @Test
  void asynchronousCaffeine_hasSpringsName() {
    CaffeineCacheManager manager = new CaffeineCacheManager();
    manager.setAsyncCacheMode(true);
    Cache cache = manager.getCache("prices");
    cache.get("tea", () -> "3.20");
    cache.get("tea");
    assertReads("caffeine", "prices", 1, 1);
  }
}

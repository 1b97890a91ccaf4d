package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.caffeine.CaffeineCacheManager;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;

/** Against the real library; its caches in maps don't count, so loads and reads do. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class SpringCacheTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install);

  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  @AfterEach
  void close() {
    context.close();
  }

  /** A service as Spring's documentation has it. */
  public static class Prices {

    final AtomicInteger loads = new AtomicInteger();

    /** Loads a price, null for nothing. */
    @Cacheable("prices")
    public String price(String product) {
      loads.incrementAndGet();
      return product.equals("nothing") ? null : "price of " + product;
    }

    /** Loads a price once for several threads. */
    @Cacheable(cacheNames = "users", sync = true)
    public String user(String name) {
      loads.incrementAndGet();
      if (name.equals("fails")) {
        throw new IllegalStateException("no such user");
      }
      return "user " + name;
    }
  }

  @Configuration
  @EnableCaching
  static class Caching {}

  private Prices prices(CacheManager manager) {
    context.registerBean(CacheManager.class, () -> manager);
    context.registerBean(Prices.class);
    context.register(Caching.class);
    context.refresh();
    return context.getBean(Prices.class);
  }

  private static void assertReads(String library, String cache, long hits, long misses) {
    String[] tags = {"cache", cache, "library", library};
    assertThat(AGENT.measured().counter("cache.hit", tags)).as("hits").isEqualTo(hits);
    assertThat(AGENT.measured().counter("cache.miss", tags)).as("misses").isEqualTo(misses);
  }

  @Test
  void cacheable_countsReadsAndLoads() {
    Prices prices = prices(new ConcurrentMapCacheManager());
    for (String product : new String[] {"tea", "tea", "nothing", "nothing", "tea"}) {
      prices.price(product);
    }
    assertReads("spring-cache", "prices", 3, 2);
  }

  @Test
  void cacheableSync_countsALoadAsAMiss() {
    Prices prices = prices(new ConcurrentMapCacheManager());
    prices.user("ann");
    prices.user("ann");
    assertThatThrownBy(() -> prices.user("fails"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no such user");
    assertReads("spring-cache", "users", 1, 2);
    assertThat(AGENT.measured().counter("cache.load.error")).isEqualTo(1);
    assertThat(AGENT.measured().names()).contains("cache.load.error");
  }

  @Test
  void cacheOfTheApplication_countsEachFormOfRead() {
    Cache cache = new ConcurrentMapCacheManager().getCache("prices");
    cache.put("tea", "3.20");
    cache.put("nothing", null);
    cache.get("tea");
    cache.get("tea", String.class);
    cache.get("nothing");
    cache.get("coffee");
    cache.get("coffee", String.class);
    cache.get("tea", () -> "loaded");
    cache.get("milk", () -> "loaded");
    assertThatThrownBy(
            () ->
                cache.get(
                    "fails",
                    () -> {
                      throw new IllegalStateException("no milk");
                    }))
        .isInstanceOf(Cache.ValueRetrievalException.class)
        .hasMessageNotContaining("athena.apm.instrumentation.cache.Observed");
    assertReads("spring-cache", "prices", 4, 4);
  }

  @Test
  void emptyOptionalThatIsStored_isAHit() {
    Cache cache = new ConcurrentMapCacheManager().getCache("prices");
    cache.put("tea", Optional.empty());
    assertThat(cache.get("tea").get()).isEqualTo(Optional.empty());
    assertReads("spring-cache", "prices", 1, 0);
  }

  @Test
  void caffeineUnderSpring_countsOnceUnderSpringsName() {
    CaffeineCacheManager manager = new CaffeineCacheManager("users", "prices");
    Prices prices = prices(manager);
    prices.price("tea");
    prices.price("tea");
    prices.user("ann");
    assertReads("caffeine", "prices", 1, 1);
    assertReads("caffeine", "users", 0, 1);
    assertThat(AGENT.measured().values("cache.miss", "library")).containsOnly("caffeine");
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactlyInAnyOrder("prices", "users");
  }

  @Test
  void cacheThatSpringCreatesOnDemand_hasSpringsName() {
    Prices prices = prices(new CaffeineCacheManager());
    prices.user("ann");
    prices.price("tea");
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactlyInAnyOrder("prices", "users");
  }

  @Test
  void cacheThatIsBuiltAndRegistered_hasSpringsName() {
    CaffeineCacheManager manager = new CaffeineCacheManager();
    manager.registerCustomCache("quotes", Caffeine.newBuilder().build());
    manager.getCache("quotes").get("nothing");
    assertReads("caffeine", "quotes", 0, 1);
  }

  @Test
  void manyThreads_countEachReadOnce() throws Exception {
    ConcurrentHashMap<Boolean, AtomicInteger> expected = new ConcurrentHashMap<>();
    expected.put(true, new AtomicInteger());
    expected.put(false, new AtomicInteger());
    Cache cache = new ConcurrentMapCacheManager().getCache("prices");
    Mixed.run(
        4,
        (random, step) -> {
          int key = random.nextInt(100);
          switch (random.nextInt(4)) {
            case 0 -> expected.get(cache.get(key) != null).incrementAndGet();
            case 1 -> {
              boolean[] loaded = new boolean[1];
              cache.get(
                  key,
                  () -> {
                    loaded[0] = true;
                    return "loaded";
                  });
              expected.get(!loaded[0]).incrementAndGet();
            }
            case 2 -> cache.evict(key);
            default -> cache.put(key, "put");
          }
        });
    assertReads("spring-cache", "prices", expected.get(true).get(), expected.get(false).get());
  }
}

package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.athena.apm.kit.agent.AgentExtension;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.cache.caffeine.CaffeineCache;

/** The operator's name, then the one that a framework gives, then the creation site. */
@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class CacheNamesTest {

  private static final String SITE = CacheNamesTest.class.getName();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          CacheInstrumentations.all(),
          (registry, spans, log) ->
              CacheInstrumentations.install(
                  registry,
                  spans,
                  log,
                  Map.of(
                      SITE + "#site_isShownUnderTheOperatorsName:2",
                      "rates",
                      "springs",
                      "shown",
                      SITE + "#twoCachesOfOneName_areAddedUp",
                      "both",
                      SITE + "#twoCachesOfOneName_areAddedUp:2",
                      "both")));

  private static Cache<Object, Object> missedOnce(Cache<Object, Object> cache) {
    cache.getIfPresent("nothing");
    return cache;
  }

  @Test
  void site_isShownUnderTheOperatorsName() {
    missedOnce(Caffeine.newBuilder().build());
    missedOnce(Caffeine.newBuilder().build());
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactlyInAnyOrder(SITE + "#site_isShownUnderTheOperatorsName", "rates");
  }

  @Test
  void nameOfAFramework_isShownUnderTheOperatorsName() {
    new CaffeineCache("springs", missedOnce(Caffeine.newBuilder().build()));
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("shown");
  }

  @Test
  void firstNameOfACache_isTheName() {
    Cache<Object, Object> cache = missedOnce(Caffeine.newBuilder().build());
    new CaffeineCache("first", cache);
    CaffeineCacheMetrics.monitor(new SimpleMeterRegistry(), cache, "second");
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("first");
  }

  @Test
  void asynchronousCache_hasTheNameThatMicrometerGivesItsView() {
    AsyncCache<Object, Object> cache = Caffeine.newBuilder().buildAsync();
    CaffeineCacheMetrics.monitor(new SimpleMeterRegistry(), cache, "quotes");
    missedOnce(cache.synchronous());
    assertThat(AGENT.measured().values("cache.miss", "cache")).containsExactly("quotes");
  }

  @Test
  void cacheThatGetsAName_leavesItsSiteToTheNext() {
    for (String name : new String[] {"prices", "users"}) {
      new CaffeineCache(name, missedOnce(Caffeine.newBuilder().build()));
    }
    missedOnce(Caffeine.newBuilder().build());
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactlyInAnyOrder(
            "prices", "users", SITE + "#cacheThatGetsAName_leavesItsSiteToTheNext");
  }

  @Test
  void cacheThatIsNamedLate_isCountedOnInTheNewSeries() {
    Cache<Object, Object> cache = missedOnce(Caffeine.newBuilder().build());
    String site = SITE + "#cacheThatIsNamedLate_isCountedOnInTheNewSeries";
    assertThat(AGENT.measured().counter("cache.miss", "cache", site)).isEqualTo(1);

    new CaffeineCache("late", cache);
    missedOnce(cache);

    assertThat(AGENT.measured().counter("cache.miss", "cache", site)).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss", "cache", "late")).isEqualTo(1);
    assertThat(AGENT.measured().has("cache.entries", "cache", "late")).isTrue();
    assertThat(AGENT.measured().has("cache.entries", "cache", site)).isFalse();
  }

  @Test
  void twoCachesOfOneName_areAddedUp() {
    Cache<Object, Object> one = missedOnce(Caffeine.newBuilder().build());
    Cache<Object, Object> two = missedOnce(Caffeine.newBuilder().build());
    one.put(1, "one");
    two.put(1, "one");
    two.put(2, "two");
    assertThat(AGENT.measured().gauge("cache.entries", "cache", "both")).isEqualTo(3);
    assertThat(AGENT.measured().counter("cache.miss", "cache", "both")).isEqualTo(2);
  }

  @Test
  void cacheThatIsRebuilt_countsOn() {
    for (int build = 0; build < 3; build++) {
      new CaffeineCache("rebuilt", missedOnce(Caffeine.newBuilder().build()));
      assertThat(AGENT.measured().counter("cache.miss", "cache", "rebuilt")).isEqualTo(build + 1);
    }
  }
}

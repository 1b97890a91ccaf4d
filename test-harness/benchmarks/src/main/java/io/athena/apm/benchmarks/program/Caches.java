package io.athena.apm.benchmarks.program;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Uses a Caffeine cache of each kind. */
final class Caches {

  private static final int KEYS = 100;

  private final Cache<Integer, String> manual = Caffeine.newBuilder().maximumSize(KEYS / 2).build();
  private final LoadingCache<Integer, String> loading =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build(Caches::load);
  private final AsyncCache<Integer, String> async =
      Caffeine.newBuilder().maximumSize(KEYS).buildAsync();
  private final AsyncLoadingCache<Integer, String> asyncLoading =
      Caffeine.newBuilder()
          .maximumSize(KEYS)
          .buildAsync((key, executor) -> CompletableFuture.completedFuture(load(key)));

  /**
   * Causes hits, misses, loads and evictions.
   *
   * @throws IllegalStateException when a cache returns the value of another key
   */
  void use() {
    for (int key = 0; key < KEYS; key++) {
      String first = manual.get(key, Caches::load);
      String again = manual.getIfPresent(key);
      check(key, first, again == null ? first : again);
      check(key, loading.get(key), loading.get(key));
      check(key, async.get(key, Caches::load).join(), asyncLoading.get(key).join());
    }
    manual.cleanUp();
  }

  private static void check(int key, String one, String other) {
    if (!one.equals(load(key)) || !other.equals(one)) {
      throw new IllegalStateException("key " + key + " has " + one + " and " + other);
    }
  }

  private static String load(Integer key) {
    return "value " + key;
  }
}

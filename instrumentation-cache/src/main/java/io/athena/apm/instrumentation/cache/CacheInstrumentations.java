package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.MonotonicClock;
import io.athena.apm.metrics.Registry;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The instrumentations of this module, one line for each library. */
public final class CacheInstrumentations {

  private CacheInstrumentations() {}

  /** The libraries whose caches count. */
  static final List<LibraryInstrumentation> POLLED =
      List.of(new CaffeineCaches(), new GuavaCaches(), new Ehcache());

  /** In the order of {@code docs/libraries.md}. */
  public static List<LibraryInstrumentation> all() {
    List<LibraryInstrumentation> all = new ArrayList<>(POLLED);
    all.add(new MicrometerCacheNames());
    all.add(new SpringCache());
    all.add(new SpringDataRedis());
    all.add(new Jedis());
    all.add(new Lettuce());
    all.add(new CaffeineJcache());
    all.add(new QuarkusCache());
    all.add(new MicronautCache());
    all.add(new Hazelcast());
    all.add(new Redisson());
    all.add(new RedissonCaches());
    all.add(new Spymemcached());
    all.add(new Xmemcached());
    return all;
  }

  /** Advice that rules weave into hand-written classes. */
  public static List<MethodRoleAdvice> methodRoles() {
    return List.of(AthenaCache.advice());
  }

  /** Installs the probe that woven code calls, without names of the operator. */
  public static void install(Registry registry, Spans spans, AgentLog log) {
    install(registry, spans, log, Map.of());
  }

  /**
   * Installs the probe that woven code calls, and the poller of the registry.
   *
   * @param names the operator's names, by the name of the cache or its creation site
   */
  public static void install(
      Registry registry, Spans spans, AgentLog log, Map<String, String> names) {
    Caches caches = new Caches(POLLED, registry, spans, log, new MonotonicClock(), names);
    registry.pollApplication(caches);
    Probes.install(caches);
  }
}

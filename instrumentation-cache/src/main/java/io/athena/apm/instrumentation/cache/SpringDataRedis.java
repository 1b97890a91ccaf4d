package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Gives what Spring's Redis caches ask of Redis the names of the caches; Lettuce or Jedis counts
 * it.
 */
public final class SpringDataRedis implements LibraryInstrumentation {

  private static final String PACKAGE = "org.springframework.data.redis.cache.";

  @Override
  public String name() {
    return "spring-data-redis";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Spring Data Redis 2.7 and later: the names of Spring's caches in Redis, whose reads"
        + " Lettuce and Jedis count";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(PACKAGE + "DefaultRedisCacheWriter#get", SpringDataRedis.class, "Asking"),
        Hook.of(PACKAGE + "DefaultRedisCacheWriter#put", SpringDataRedis.class, "Asking"),
        // 3.2
        Hook.optional(
            PACKAGE + "DefaultRedisCacheWriter#retrieve", SpringDataRedis.class, "Asking"));
  }

  static final class Asking {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static String enter(@Advice.Argument(0) String cache) {
      return Probes.cache().enter(cache);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter String before) {
      Probes.cache().leave(before);
    }
  }
}

package io.athena.apm.instrumentation.cache;

import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Counts hits and misses of hand-written caches, in methods that a rule names as their reads.
 *
 * <p>A class that has a cache of a measured library in a field is not woven, because that cache
 * counts already.
 */
final class AthenaCache {

  static final String LIBRARY = "athena";

  private AthenaCache() {}

  static MethodRoleAdvice advice() {
    return new MethodRoleAdvice(
        MethodRole.CACHE_READ,
        Read.class.getName(),
        List.of(CaffeineCaches.PACKAGE),
        true,
        Set.of(CacheMetrics.HIT.name(), CacheMetrics.MISS.name()),
        null);
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object cache, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      Probes.cache().read(cache, result);
    }
  }
}

package io.athena.apm.instrumentation.cache;

import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Counts and times the reads of hand-written caches, in methods that a rule names as their reads.
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
        Set.of(
            CacheMetrics.HIT.name(),
            CacheMetrics.MISS.name(),
            CacheMetrics.OPERATION_DURATION.name()),
        null);
  }

  static final class Read {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return Probes.cache().startRead();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter long start,
        @Advice.This Object cache,
        @Advice.Origin("#m") String method,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.cache().endRead(cache, method, start, result, error);
    }
  }
}

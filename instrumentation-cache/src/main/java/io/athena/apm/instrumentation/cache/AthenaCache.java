package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.weaving.Hook;
import io.athena.apm.core.weaving.LibraryInstrumentation;
import io.athena.apm.runtime.Probes;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Counts hits and misses of hand-written caches: classes of these simple names, in any package but
 * those of libraries that are measured themselves.
 *
 * <p>A class that keeps a cache of such a library in a field is left alone: that cache counts, and
 * nothing is counted twice.
 */
public final class AthenaCache implements LibraryInstrumentation {

  static final String LIBRARY = "athena";

  private static final List<String> TYPES =
      List.of(
          "AnalysisCache",
          "AnalysisResultCache",
          "AIResponseCache",
          "AiResponseCache",
          "AICache",
          "AiCache",
          "ResponseCache",
          "ResultCache",
          "FileCache",
          "MemoryCache",
          "LRUCache",
          "LruCache");

  @Override
  public String name() {
    return "athena-cache";
  }

  @Override
  public String libraryPackage() {
    return null;
  }

  @Override
  public String description() {
    return "Hand-written caches named "
        + String.join(", ", TYPES)
        + ": hits and misses by what `get` returns";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String type : TYPES) {
      hooks.add(
          Hook.of("**." + type + "#get", AthenaCache.class, "Read")
              .unlessFieldFrom(List.of(CaffeineCaches.PACKAGE))
              .innermostOverload());
    }
    return hooks;
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object cache, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      Probes.cache().read(cache, result);
    }
  }
}

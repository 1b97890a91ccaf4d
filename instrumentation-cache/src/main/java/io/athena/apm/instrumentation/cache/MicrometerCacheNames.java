package io.athena.apm.instrumentation.cache;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/** Takes the names of caches from Micrometer's binders. */
public final class MicrometerCacheNames implements LibraryInstrumentation {

  private static final String PACKAGE = "io.micrometer.core.instrument.binder.cache.";

  @Override
  public String name() {
    return "micrometer";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Micrometer's binders of caches: the names of Caffeine and Guava caches";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(
            PACKAGE
                + "CacheMeterBinder#<init>(java.lang.Object, java.lang.String, java.lang.Iterable)",
            MicrometerCacheNames.class,
            "Bound"));
  }

  static final class Bound {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) Object cache, @Advice.Argument(1) String name) {
      Probes.cache().named(cache, name);
    }
  }
}

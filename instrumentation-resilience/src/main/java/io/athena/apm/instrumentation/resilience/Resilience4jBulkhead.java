package io.athena.apm.instrumentation.resilience;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.github.resilience4j.bulkhead.event.BulkheadEvent;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;

/** Counts the calls of Resilience4j bulkheads, of both kinds, 1.7 and later. */
public final class Resilience4jBulkhead implements LibraryInstrumentation {

  private static final String LIBRARY = Resilience4jCircuitBreaker.LIBRARY;
  private static final String SEMAPHORE =
      "io.github.resilience4j.bulkhead.internal.SemaphoreBulkhead#";
  private static final String THREAD_POOL =
      "io.github.resilience4j.bulkhead.internal.FixedThreadPoolBulkhead#";

  @Override
  public String name() {
    return "resilience4j-bulkhead";
  }

  @Override
  public String libraryPackage() {
    return "io.github.resilience4j.";
  }

  @Override
  public String description() {
    return "Resilience4j bulkheads 1.7 and later, by semaphore and by thread pool: calls permitted,"
        + " rejected, finished; how many more are permitted";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(SEMAPHORE + "<init>", "Created"),
        hook(SEMAPHORE + "tryEnterBulkhead()", "Entered"),
        hook(SEMAPHORE + "onComplete()", "Finished"),
        hook(THREAD_POOL + "<init>", "PoolCreated"),
        hook(THREAD_POOL + "publishBulkheadEvent(java.util.function.Supplier)", "PoolEvent"));
  }

  private static Hook hook(String method, String advice) {
    return Hook.of(method, Resilience4jBulkhead.class, advice);
  }

  static final class Created {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("semaphore") Semaphore semaphore,
        @Advice.FieldValue("name") String name) {
      Probes.resilience().created(semaphore, LIBRARY, name);
    }
  }

  static final class Entered {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("semaphore") Semaphore semaphore,
        @Advice.FieldValue("name") String name,
        @Advice.Return boolean permitted) {
      Probes.resilience().used(semaphore, LIBRARY, name);
      Probes.resilience().decided("bulkhead", LIBRARY, name, permitted);
    }
  }

  static final class Finished {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("name") String name) {
      Probes.resilience().event("bulkhead", LIBRARY, name, "finished");
    }
  }

  static final class PoolCreated {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("executorService") ThreadPoolExecutor pool,
        @Advice.FieldValue("name") String name) {
      Probes.resilience().created(pool, LIBRARY, name);
    }
  }

  /** The supplier creates an event and does nothing else; a listener's event is another one. */
  static final class PoolEvent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("executorService") ThreadPoolExecutor pool,
        @Advice.FieldValue("name") String name,
        @Advice.Argument(0) Supplier<BulkheadEvent> event) {
      Probes.resilience().used(pool, LIBRARY, name);
      Probes.resilience().event("bulkhead", LIBRARY, name, event.get().getEventType().name());
    }
  }
}

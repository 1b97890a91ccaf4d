package com.acme;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RecursiveAction;

/** Does the work of one request on every kind of thread of this JDK. */
public final class FanOutMain {

  private FanOutMain() {}

  /** Takes no arguments. */
  public static void main(String... arguments) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    // Its workers wait in the JDK's code before that code is woven.
    pool.submit(() -> {}).get();
    pool.submit(() -> {}).get();
    try (Span request = Apm.startSpan("request")) {
      request.tag("user", "none");
      pool.submit(() -> work("on.pool")).get();
      CompletableFuture.runAsync(() -> work("on.future"))
          .thenRunAsync(() -> work("on.callback"), pool)
          .get();
      new Forked().fork().get();
      if (Runtime.version().feature() >= 21) {
        try (var virtual = virtualThreads()) {
          virtual.submit(() -> work("on.virtual")).get();
          // The task in between only starts another task.
          var other = new CompletableFuture<Future<?>>();
          virtual.submit(() -> other.complete(virtual.submit(() -> work("on.another")))).get();
          other.get().get();
        }
      }
    }
    pool.submit(() -> work("on.its.own")).get();
    pool.shutdown();
  }

  private static void work(String name) {
    try (Span outer = Apm.startSpan(name);
        Span inner = Apm.startSpan("inner")) {
      outer.tag("kind", "outer");
      inner.tag("of", name);
    }
  }

  /** Calls {@code Executors.newVirtualThreadPerTaskExecutor()}, which JDK 17 does not have. */
  private static Pool virtualThreads() throws ReflectiveOperationException {
    var pool = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    return new Pool((ExecutorService) pool);
  }

  private record Pool(ExecutorService threads) implements AutoCloseable {

    Future<?> submit(Runnable task) {
      return threads.submit(task);
    }

    @Override
    public void close() {
      threads.shutdown();
    }
  }

  private static final class Forked extends RecursiveAction {

    private static final long serialVersionUID = 1;

    @Override
    protected void compute() {
      work("on.fork");
    }
  }
}

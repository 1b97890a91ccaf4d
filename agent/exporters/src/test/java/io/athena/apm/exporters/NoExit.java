package io.athena.apm.exporters;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.core.log.AgentLog;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Exits of JVMs that only begin when a test says so. */
public final class NoExit {

  private NoExit() {}

  /** An exit with a timeout of 40 seconds. */
  public static Shutdown of(LongSupplier nanoTime) {
    AgentLoop loop = new AgentLoop(Thread.currentThread());
    return new Shutdown(Duration.ofSeconds(40), loop, new AgentLog(), line -> {}, nanoTime);
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.export.Flush;
import io.athena.apm.core.log.AgentLog;
import java.time.Duration;

/**
 * What follows the last flush: exporters close, and a line says what has become of all lines.
 *
 * <p>Of several exporters one may hang. The others and the line wait for it for three quarters of
 * the exit's time, and not to its end: then the JVM ends, and nobody would read the line.
 */
final class Summary implements Runnable {

  private final Flush flush;
  private final Duration patience;
  private final Exporters exporters;
  private final AgentLog log;

  Summary(Flush flush, Duration timeout, Exporters exporters, AgentLog log) {
    this.flush = flush;
    // Not by Duration's own arithmetic: its BigDecimal has JDK 25 make a fork-join pool.
    this.patience = Duration.ofMillis(timeout.toMillis() * 3 / 4);
    this.exporters = exporters;
    this.log = log;
  }

  @Override
  public void run() {
    flush.end(patience);
    exporters.summarize(log);
  }
}

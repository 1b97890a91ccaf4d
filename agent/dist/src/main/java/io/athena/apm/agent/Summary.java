package io.athena.apm.agent;

import io.athena.apm.core.export.ExitDeadline;
import io.athena.apm.core.export.Flush;
import io.athena.apm.core.log.AgentLog;

/**
 * What follows the last flush: exporters close, and a line says what has become of all lines.
 *
 * <p>Of several exporters one may hang. The others and the line wait for it, and not to the end of
 * the exit's time: then the JVM ends, and nobody would read the line.
 */
final class Summary implements Runnable {

  private final Flush flush;
  private final ExitDeadline exit;
  private final Exporters exporters;
  private final AgentLog log;

  Summary(Flush flush, ExitDeadline exit, Exporters exporters, AgentLog log) {
    this.flush = flush;
    this.exit = exit;
    this.exporters = exporters;
    this.log = log;
  }

  @Override
  public void run() {
    flush.end(exit.patience());
    exporters.summarize(log);
  }
}

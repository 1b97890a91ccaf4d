package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.export.Flush;
import io.athena.apm.core.log.AgentLog;

/** A flush, and after the last one the line that says what has become of all of them. */
final class Flushing implements Runnable {

  private final Flush flush;
  private final AgentLoop loop;
  private final Exporters exporters;
  private final AgentLog log;

  Flushing(Flush flush, AgentLoop loop, Exporters exporters, AgentLog log) {
    this.flush = flush;
    this.loop = loop;
    this.exporters = exporters;
    this.log = log;
  }

  @Override
  public void run() {
    flush.run();
    if (loop.isFinishing()) {
      exporters.summarize(log);
    }
  }
}

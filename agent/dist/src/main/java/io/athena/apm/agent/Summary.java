package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;

/** The line after the last flush: what has become of all lines. */
final class Summary implements Runnable {

  private final Exporters exporters;
  private final AgentLog log;

  Summary(Exporters exporters, AgentLog log) {
    this.exporters = exporters;
    this.log = log;
  }

  @Override
  public void run() {
    exporters.summarize(log);
  }
}

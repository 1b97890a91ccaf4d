package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogWriter;

/** Writes the log's lines on the athena-apm thread, whichever thread asks for it. */
final class LogDrain implements Runnable {

  private final AgentLog log;
  private final LogWriter writer;
  private final AgentLoop loop;
  private final Thread thread;

  LogDrain(AgentLog log, LogWriter writer, AgentLoop loop, Thread thread) {
    this.log = log;
    this.writer = writer;
    this.loop = loop;
    this.thread = thread;
  }

  @Override
  public void run() {
    if (Thread.currentThread() == thread) {
      log.drain(writer);
    } else {
      loop.execute(this);
    }
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.jvm.MainStarted;
import io.athena.apm.core.log.AgentLog;

/**
 * Writes the log's lines on the athena-apm thread; any thread may run it. Opens the log file when
 * {@code main} has begun.
 */
final class LogDrain implements Runnable {

  private final AgentLog log;
  private final LogOutput output;
  private final MainStarted mainStarted;
  private final AgentLoop loop;
  private final Thread thread;

  /** The thread is the athena-apm thread. */
  LogDrain(AgentLog log, LogOutput output, MainStarted mainStarted, AgentLoop loop, Thread thread) {
    this.log = log;
    this.output = output;
    this.mainStarted = mainStarted;
    this.loop = loop;
    this.thread = thread;
  }

  @Override
  public void run() {
    if (Thread.currentThread() != thread) {
      loop.execute(this);
      return;
    }
    if (output.hasFile() && mainStarted.get()) {
      output.openFile();
    }
    log.drain(output);
  }
}

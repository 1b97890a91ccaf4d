package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import java.lang.instrument.Instrumentation;
import java.util.function.Consumer;

/** Takes an instrumentation whose advice keeps failing out of the application. */
final class SwitchOff implements Consumer<String>, Runnable {

  private final AgentLog log;
  private final AgentLoop loop;
  private final Instrumentation instrumentation;
  private final AgentErrors errors;
  private volatile Weavers weavers;

  SwitchOff(AgentLog log, AgentLoop loop, Instrumentation instrumentation, AgentErrors errors) {
    this.log = log;
    this.loop = loop;
    this.instrumentation = instrumentation;
    this.errors = errors;
  }

  /** Called before anything is woven. */
  void of(Weavers all) {
    weavers = all;
  }

  /** Called on the application's thread whose advice failed once too often. */
  @Override
  public void accept(String instrumentation) {
    log.warn(instrumentation + " is switched off: its advice failed too often");
    loop.execute(this);
  }

  /** Called on the athena-apm thread. */
  @Override
  public void run() {
    weavers.reweave(instrumentation, errors);
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.weaving.Reweaving;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** Removes a hook or rule whose advice keeps failing from the application. */
final class SwitchOff implements Consumer<String>, Runnable {

  private final AgentLog log;
  private final AgentLoop loop;
  private final AgentErrors errors;
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();
  private volatile Reweaving reweaving;

  SwitchOff(AgentLog log, AgentLoop loop, AgentErrors errors) {
    this.log = log;
    this.loop = loop;
    this.errors = errors;
  }

  /** Sets how classes are retransformed. Called before anything is woven. */
  void by(Reweaving everything) {
    reweaving = everything;
  }

  /** Called on the application thread on which advice reached its limit of failures. */
  @Override
  public void accept(String origin) {
    failed.add(origin);
    loop.execute(this);
  }

  /** Called on the athena-apm thread. */
  @Override
  public void run() {
    for (String name = failed.poll(); name != null; name = failed.poll()) {
      log.warn(
          BundledRules.describe(name)
              + " is switched off: its advice failed too often; see the lines before");
    }
    reweaving.run(errors);
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;

/**
 * A poller that the last flush leaves out: a JVM that ends before its first interval shall not load
 * JMX only in order to say goodbye.
 */
final class UntilExit implements Runnable {

  private final AgentLoop loop;
  private final Runnable poller;

  UntilExit(AgentLoop loop, Runnable poller) {
    this.loop = loop;
    this.poller = poller;
  }

  @Override
  public void run() {
    if (!loop.isFinishing()) {
      poller.run();
    }
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;

/**
 * The exit of the JVM: one more flush, within its time. Runs on the thread that exits.
 *
 * <p>A program that ends before the engine is ready, had nothing woven and is to be told nothing
 * does not wait.
 */
final class LastFlush implements Runnable {

  private final Settings settings;
  private final AgentLoop loop;
  private final Weavers weavers;
  private final AgentLog log;

  LastFlush(Settings settings, AgentLoop loop, Weavers weavers, AgentLog log) {
    this.settings = settings;
    this.loop = loop;
    this.weavers = weavers;
    this.log = log;
  }

  @Override
  public void run() {
    if (loop.isRunning() || weavers.haveWoven() || !log.isEmpty()) {
      loop.finish(settings.get(SettingTable.SHUTDOWN_TIMEOUT));
    }
  }
}

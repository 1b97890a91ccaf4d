package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;

/** The exit of the JVM: one more flush, within its time. Runs on the thread that exits. */
final class LastFlush implements Runnable {

  private final Settings settings;
  private final AgentLoop loop;
  private final Exporters exporters;
  private final AgentLog log;

  LastFlush(Settings settings, AgentLoop loop, Exporters exporters, AgentLog log) {
    this.settings = settings;
    this.loop = loop;
    this.exporters = exporters;
    this.log = log;
  }

  @Override
  public void run() {
    loop.execute(this::summary);
    loop.finish(settings.get(SettingTable.SHUTDOWN_TIMEOUT));
  }

  private void summary() {
    log.info("exit: " + exporters.delivery());
  }
}

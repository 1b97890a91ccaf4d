package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.weaving.AdviceWeaver;

/**
 * The exit of the JVM: one more flush, within its time. Runs on the thread that exits.
 *
 * <p>A program that ends before the engine is ready, and had nothing woven, has nothing to send and
 * does not wait.
 */
final class LastFlush implements Runnable {

  private final Settings settings;
  private final AgentLoop loop;
  private final AdviceWeaver weaver;

  LastFlush(Settings settings, AgentLoop loop, AdviceWeaver weaver) {
    this.settings = settings;
    this.loop = loop;
    this.weaver = weaver;
  }

  @Override
  public void run() {
    if (loop.isRunning() || weaver.hasWoven()) {
      loop.finish(settings.get(SettingTable.SHUTDOWN_TIMEOUT));
    }
  }
}

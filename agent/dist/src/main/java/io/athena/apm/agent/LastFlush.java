package io.athena.apm.agent;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.SettingType;
import io.athena.apm.core.settings.Settings;
import java.time.Duration;

/**
 * The exit of the JVM: one more flush, within its time. Runs on the thread that exits.
 *
 * <p>A program that ends before the engine is ready, had nothing woven and is to be told nothing
 * does not wait. Nor does one whose timeout is zero: its operator has asked for that, so that it is
 * no news that the flush has not ended; only lines that were not sent before are. One whose flush
 * has not ended in time is told so, with what is known by then: on a thread that the exit does not
 * wait for either, since standard error may be what hangs.
 */
final class LastFlush implements Runnable {

  private static final long MOST_MILLIS_FOR_WORDS = 100;

  private final Settings settings;
  private final AgentLoop loop;
  private final AgentLog log;
  private final LogWriter writer;
  private volatile Weavers weavers;
  private volatile Exporters exporters;

  LastFlush(Settings settings, AgentLoop loop, AgentLog log, LogWriter writer) {
    this.settings = settings;
    this.loop = loop;
    this.log = log;
    this.writer = writer;
  }

  /** What may have woven something. Called before this is installed. */
  void ofWoven(Weavers all) {
    weavers = all;
  }

  /** What to tell of when time is up. */
  void tellOf(Exporters all) {
    exporters = all;
  }

  @Override
  public void run() {
    if (loop.isReady() || weavers.haveWoven() || !log.isEmpty()) {
      Duration timeout = settings.get(SettingTable.SHUTDOWN_TIMEOUT);
      if (!loop.finish(timeout) && exporters != null) {
        tellWithin(timeout);
      }
    }
  }

  private void tellWithin(Duration timeout) {
    Thread thread = new Thread(null, new LastWords(timeout), "athena-apm-exit", 0, false);
    thread.setDaemon(true);
    thread.start();
    try {
      thread.join(MOST_MILLIS_FOR_WORDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  private final class LastWords implements Runnable {

    private final Duration timeout;

    LastWords(Duration timeout) {
      this.timeout = timeout;
    }

    @Override
    public void run() {
      if (timeout.isZero()) {
        log.info("exit: did not wait for the last flush");
      } else {
        log.warn("exit: the last flush has not ended within " + SettingType.Time.text(timeout));
      }
      exporters.summarize(log);
      log.drain(writer);
    }
  }
}

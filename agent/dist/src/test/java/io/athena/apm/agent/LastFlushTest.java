package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.AgentLoop;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.log.LogWriter;
import io.athena.apm.core.metrics.Registry;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LastFlushTest {

  private final AgentLog log = new AgentLog();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final BlockingQueue<LogLine> written = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(() -> this.loop.run(), "athena-apm");
  private final AgentLoop loop = new AgentLoop(thread);

  @AfterEach
  void letGo() throws InterruptedException {
    hanging.countDown();
    loop.finish(Duration.ZERO);
    thread.join();
  }

  @Test
  void exitThatIsOutOfTime_saysSo_withTheAccountOfEachProvider() throws InterruptedException {
    hangInEveryFlush();

    lastFlush("provider=statsd,newrelic,newrelic.endpoint=b:2,shutdown.timeout=1ms", written::add)
        .run();

    assertThat(written.take())
        .isEqualTo(
            new LogLine(LogLine.Level.WARN, "exit: the last flush has not ended within 1ms"));
    assertThat(written.take().message())
        .isEqualTo("exit: statsd: 0 lines written: 0 sent, 0 dropped, 0 failed");
    assertThat(written.take().message()).startsWith("exit: newrelic: 0 lines written: ");
    assertThat(written).isEmpty();
  }

  /** The operator has asked for it: nothing that the log says unless it is told to say more. */
  @Test
  void exitThatIsNotToWait_isNoNews() throws InterruptedException {
    hangInEveryFlush();

    lastFlush("shutdown.timeout=0s", written::add).run();

    assertThat(written.take())
        .isEqualTo(new LogLine(LogLine.Level.INFO, "exit: did not wait for the last flush"));
    assertThat(written.take().level()).isEqualTo(LogLine.Level.INFO);
    assertThat(written).isEmpty();
  }

  /** Standard error is a pipe that nobody reads: the exit goes on. */
  @Test
  void logThatHangs_doesNotHoldTheExitUp() throws InterruptedException {
    hangInEveryFlush();

    lastFlush("shutdown.timeout=1ms", line -> waitForEver()).run();

    assertThat(hanging.getCount()).as("it still hangs").isOne();
  }

  /** Between the start line and the first step of the loop: the exit waits for the thread. */
  @Test
  void exitBeforeTheThreadHasComeToItsLoop_isFlushed() throws InterruptedException {
    CountDownLatch flushed = new CountDownLatch(1);
    loop.flushEvery(Duration.ofHours(1), flushed::countDown);
    Thread exit = new Thread(lastFlush("shutdown.timeout=30s", written::add));

    exit.start();
    thread.start();

    exit.join();
    assertThat(flushed.getCount()).isZero();
    assertThat(written).isEmpty();
  }

  private LastFlush lastFlush(String argument, LogWriter writer) {
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    Settings settings = Settings.read(sources, Instrumentations.names(), log);
    LastFlush lastFlush = new LastFlush(settings, loop, log, writer);
    RegistryProblems problems = new RegistryProblems(log);
    Registry registry = new Registry(new WallClock(), 100, problems, problems);
    lastFlush.tellOf(new Exporters(settings, registry, loop.exit(), log));
    return lastFlush;
  }

  private void hangInEveryFlush() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    loop.execute(running::countDown);
    loop.flushEvery(Duration.ofHours(1), this::waitForEver);
    thread.start();
    running.await();
  }

  private void waitForEver() {
    try {
      hanging.await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}

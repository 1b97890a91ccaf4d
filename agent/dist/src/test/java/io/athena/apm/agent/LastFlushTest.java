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
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The last flush hangs, so the exit is always out of time. */
@Timeout(60)
class LastFlushTest {

  private final AgentLog log = new AgentLog();
  private final CountDownLatch hanging = new CountDownLatch(1);
  private final BlockingQueue<LogLine> written = new LinkedBlockingQueue<>();

  @AfterEach
  void letGo() {
    hanging.countDown();
  }

  @Test
  void exitThatIsOutOfTime_saysSo_withTheAccountOfEachProvider() throws InterruptedException {
    lastFlush("provider=statsd,newrelic,newrelic.endpoint=b:2,shutdown.timeout=0s", written::add)
        .run();

    assertThat(written.take())
        .isEqualTo(new LogLine(LogLine.Level.WARN, "exit: the last flush has not ended within 0s"));
    assertThat(written.take().message())
        .isEqualTo("exit: statsd: 0 lines written: 0 sent, 0 dropped, 0 failed");
    assertThat(written.take().message()).startsWith("exit: newrelic: 0 lines written: ");
    assertThat(written).isEmpty();
  }

  /** Standard error is a pipe that nobody reads: the exit goes on. */
  @Test
  void logThatHangs_doesNotHoldTheExitUp() throws InterruptedException {
    lastFlush("shutdown.timeout=0s", line -> waitForEver()).run();

    assertThat(hanging.getCount()).as("it still hangs").isOne();
  }

  private LastFlush lastFlush(String argument, LogWriter writer) throws InterruptedException {
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    Settings settings = Settings.read(sources, Instrumentations.names(), log);
    LastFlush lastFlush = new LastFlush(settings, hangingLoop(), log, writer);
    RegistryProblems problems = new RegistryProblems(log);
    Registry registry = new Registry(new WallClock(), 100, problems, problems);
    lastFlush.tellOf(new Exporters(settings, registry, log));
    return lastFlush;
  }

  private AgentLoop hangingLoop() throws InterruptedException {
    AtomicReference<AgentLoop> loop = new AtomicReference<>();
    Thread thread = new Thread(() -> loop.get().run());
    thread.setDaemon(true);
    loop.set(new AgentLoop(thread));
    CountDownLatch running = new CountDownLatch(1);
    loop.get().execute(running::countDown);
    loop.get().flushEvery(Duration.ofHours(1), this::waitForEver);
    thread.start();
    running.await();
    return loop.get();
  }

  private void waitForEver() {
    try {
      hanging.await();
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }
}

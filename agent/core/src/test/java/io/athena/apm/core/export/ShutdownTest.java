package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.log.LogWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {

  private static final Duration MILLISECOND = Duration.ofMillis(1);

  private final AgentParts parts = new AgentParts();
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
    parts.assertNoErrors();
  }

  @Test
  void exitThatIsOutOfTime_saysSo_withTheAccountOfEachProvider() throws InterruptedException {
    hangInEveryFlush();
    Shutdown shutdown = shutdown(MILLISECOND, written::add);
    shutdown.report(new Delivery(parts.registry(), "statsd"));
    shutdown.report(new Delivery(parts.registry(), "newrelic"));

    shutdown.run();

    assertThat(written.take())
        .isEqualTo(
            new LogLine(LogLine.Level.WARN, "exit: the last flush has not ended within 1ms"));
    assertThat(written.take().message())
        .isEqualTo("exit: statsd: 0 lines written: 0 sent, 0 dropped, 0 failed");
    assertThat(written.take().message()).startsWith("exit: newrelic: 0 lines written: ");
    assertThat(written).isEmpty();
  }

  /** The operator has asked for it with {@code shutdown.timeout=0s}. */
  @Test
  void exitThatIsNotToWait_isLoggedOnRequestOnly() throws InterruptedException {
    hangInEveryFlush();
    Shutdown shutdown = shutdown(Duration.ZERO, written::add);
    shutdown.report(new Delivery(parts.registry(), "statsd"));

    shutdown.run();

    assertThat(written.take())
        .isEqualTo(new LogLine(LogLine.Level.INFO, "exit: did not wait for the last flush"));
    assertThat(written.take().level()).isEqualTo(LogLine.Level.INFO);
    assertThat(written).isEmpty();
  }

  /** Standard error is a pipe that nobody reads. */
  @Test
  void logThatHangs_doesNotDelayTheExit() throws InterruptedException {
    hangInEveryFlush();

    shutdown(MILLISECOND, line -> waitForEver()).run();

    assertThat(hanging.getCount()).as("it still hangs").isOne();
  }

  /** Between the start line and the first step of the loop. */
  @Test
  void exitBeforeTheThreadRunsTheLoop_waitsForTheFlush() throws InterruptedException {
    CountDownLatch flushed = new CountDownLatch(1);
    loop.flushEvery(Duration.ofHours(1), flushed::countDown);
    Thread exit = new Thread(shutdown(Duration.ofSeconds(30), written::add));

    exit.start();
    thread.start();

    exit.join();
    assertThat(flushed.getCount()).isZero();
    assertThat(written).isEmpty();
  }

  @Test
  void exitBeforeTheEngineIsReady_doesNotWait_whereNothingWasWoven() {
    Shutdown shutdown = shutdown(Duration.ofHours(1), written::add);
    shutdown.install(ByteBuddyAgent.install(), () -> false);

    shutdown.run();

    assertThat(shutdown.hasBegun()).isTrue();
    thread.start();
  }

  @Test
  void poller_isLeftOutOfTheLastFlush() {
    List<String> polls = new ArrayList<>();
    Shutdown shutdown = shutdown(MILLISECOND, written::add);
    Runnable poller = shutdown.untilExit(() -> polls.add("poll"));

    poller.run();
    shutdown.begin();
    poller.run();

    assertThat(polls).hasSize(1);
    thread.start();
  }

  @Test
  void flush_isLimitedToItsInterval_andTheLastToThreeQuartersOfTheTimeout() {
    AtomicLong clock = new AtomicLong(42);
    Shutdown shutdown = new Shutdown(Duration.ofSeconds(8), loop, log, written::add, clock::get);
    Shutdown.FlushLimit limit = shutdown.flushLimit(Duration.ofMillis(100));

    limit.begin();
    clock.addAndGet(999_999_999);
    assertThat(limit.isOver()).as("before a second").isFalse();
    clock.incrementAndGet();
    assertThat(limit.isOver()).isTrue();

    limit.begin();
    shutdown.begin();
    assertThat(limit.isOver()).as("the exit needs the time").isTrue();

    limit.begin();
    assertThat(limit.isLast()).isTrue();
    clock.addAndGet(5_999_999_999L);
    assertThat(limit.isOver()).isFalse();
    clock.incrementAndGet();
    assertThat(limit.isOver()).isTrue();
    thread.start();
  }

  private Shutdown shutdown(Duration timeout, LogWriter writer) {
    return new Shutdown(timeout, loop, log, writer, System::nanoTime);
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

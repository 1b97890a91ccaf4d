package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentLoopTest {

  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private AgentLoop loop;
  private final Thread thread =
      new Thread(
          () -> {
            try {
              ready.await();
            } catch (InterruptedException unexpected) {
              throw new AssertionError(unexpected);
            }
            loop.run();
          });

  private void start(Duration interval, Runnable flush) {
    loop = new AgentLoop(thread);
    loop.flushEvery(interval, flush);
    thread.start();
    ready.countDown();
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.finish(LONG);
    thread.join(LONG.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void flush_comesAtEachInterval() throws InterruptedException {
    CountDownLatch three = new CountDownLatch(3);
    start(Duration.ofMillis(1), three::countDown);
    assertThat(three.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void finish_flushesALastTimeAndThenTheEnd() {
    loop = new AgentLoop(thread);
    loop.flushEvery(LONG, () -> done.add("flush"));
    loop.atEnd(() -> done.add("end"));
    thread.start();
    ready.countDown();
    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("flush", "end");
    assertThat(loop.isFinishing()).isTrue();
  }

  @Test
  void task_runsBetweenFlushes() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    start(LONG, () -> done.add("flush"));
    loop.execute(ran::countDown);
    assertThat(ran.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEmpty();
  }

  @Test
  void slowFlush_doesNotHoldTheExitLongerThanItsTime() throws InterruptedException {
    CountDownLatch flushing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    start(
        Duration.ofMillis(1),
        () -> {
          flushing.countDown();
          try {
            released.await();
          } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
          }
        });
    flushing.await();
    assertThat(loop.finish(Duration.ofMillis(10))).isFalse();
    released.countDown();
  }
}

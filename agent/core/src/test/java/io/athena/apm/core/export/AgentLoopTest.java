package io.athena.apm.core.export;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentLoopTest {

  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> done = new CopyOnWriteArrayList<>();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final Thread thread = new Thread(this::runLoop, "loop under test");
  private final AgentLoop loop = new AgentLoop(thread);

  private void runLoop() {
    await(ready);
    loop.run();
  }

  private void start(Duration interval, Runnable flush) {
    loop.flushEvery(interval, flush);
    thread.start();
    ready.countDown();
  }

  private void awaitPause() {
    CountDownLatch running = new CountDownLatch(1);
    loop.execute(running::countDown);
    await(running);
    long started = System.nanoTime();
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(System.nanoTime() - started).as("it waits").isLessThan(LONG.toNanos());
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void end() throws InterruptedException {
    loop.finish(LONG);
    thread.join(LONG.toMillis());
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void loop_isReady_asSoonAsThereIsSomethingToFlush() {
    assertThat(loop.isReady()).isFalse();

    loop.flushEvery(LONG, () -> done.add("flush"));

    assertThat(loop.isReady()).as("the thread is on its way").isTrue();
    start(LONG, () -> done.add("flush"));
  }

  @Test
  void flush_comesAtEachInterval() {
    CountDownLatch flushes = new CountDownLatch(20);
    start(SHORT, flushes::countDown);

    await(flushes);
  }

  @Test
  void earlyFlush_comesAtOnce_andLeavesTheOtherToItsInterval() {
    CountDownLatch early = new CountDownLatch(1);
    loop.flushEarlyBy(early::countDown);
    start(LONG, () -> done.add("flush"));
    awaitPause();

    loop.flushSoon();

    await(early);
    assertThat(done).isEmpty();
  }

  @Test
  void earlyFlushes_areOneInASecond() {
    AtomicInteger flushes = new AtomicInteger();
    CountDownLatch second = new CountDownLatch(2);
    loop.flushEarlyBy(
        () -> {
          flushes.incrementAndGet();
          second.countDown();
        });
    start(LONG, () -> done.add("flush"));
    long started = System.nanoTime();

    while (second.getCount() > 0) {
      loop.flushSoon();
    }

    assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(SECONDS.toNanos(1));
    assertThat(flushes).hasValue(2);
  }

  @Test
  void earlyFlush_thatFails_isCounted_andTheLoopGoesOn() {
    AgentParts parts = new AgentParts();
    loop.countIn(parts.errors());
    loop.flushEarlyBy(
        () -> {
          throw new IllegalStateException("not now");
        });
    CountDownLatch flushed = new CountDownLatch(1);
    loop.flushSoon();
    start(Duration.ofMillis(20), flushed::countDown);

    await(flushed);
    assertThat(parts.errors().count(Door.FLUSH)).isEqualTo(1);
  }

  @Test
  void flush_waitsForItsInterval() {
    long started = System.nanoTime();
    CountDownLatch flushes = new CountDownLatch(3);
    start(Duration.ofMillis(20), flushes::countDown);

    await(flushes);
    assertThat(System.nanoTime() - started).isGreaterThanOrEqualTo(60_000_000);
  }

  @Test
  void flushThatWasLate_isFollowedByAWholeInterval() {
    long interval = Duration.ofMillis(50).toNanos();
    List<Long> moments = new CopyOnWriteArrayList<>();
    CountDownLatch second = new CountDownLatch(2);
    start(
        Duration.ofNanos(interval),
        () -> {
          moments.add(System.nanoTime());
          // Several intervals pass, as when the machine is suspended.
          while (System.nanoTime() - moments.get(0) < 5 * interval) {
            Thread.onSpinWait();
          }
          moments.add(System.nanoTime());
          second.countDown();
        });

    await(second);
    assertThat(moments.get(2) - moments.get(1)).isGreaterThanOrEqualTo(interval);
  }

  @Test
  void finish_flushesALastTime_andThenRunsTheEnd() {
    loop.atEnd(() -> done.add("end"));
    start(LONG, () -> done.add("flush"));
    awaitPause();

    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("flush", "end");
  }

  @Test
  void finish_beforeTheLoopRuns_flushesOnce() {
    loop.flushEvery(LONG, () -> done.add("flush"));
    assertThat(loop.finish(SHORT)).as("nobody runs it yet").isFalse();

    start(LONG, () -> done.add("flush"));

    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("flush");
  }

  @Test
  void slowFlush_doesNotHoldTheExitLongerThanItsTime() {
    CountDownLatch flushing = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    start(
        SHORT,
        () -> {
          flushing.countDown();
          await(released);
        });
    await(flushing);

    assertThat(loop.finish(Duration.ofMillis(10))).isFalse();
    released.countDown();
    assertThat(loop.finish(LONG)).isTrue();
  }

  @Test
  void finish_thatIsInterrupted_stopsWaiting() {
    start(LONG, () -> done.add("flush"));

    Thread.currentThread().interrupt();

    assertThat(loop.finish(LONG)).isFalse();
    assertThat(Thread.interrupted()).as("the exit still knows").isTrue();
  }

  @Test
  void loopThatIsInterrupted_waitsAsBefore_andFlushesWithoutTheFlag() {
    start(LONG, () -> done.add("interrupted: " + Thread.currentThread().isInterrupted()));
    awaitPause();

    thread.interrupt();
    awaitPause();
    loop.execute(thread::interrupt);

    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("interrupted: false");
  }

  @Test
  void task_runsBetweenFlushes_onTheLoopsThread() {
    CountDownLatch ran = new CountDownLatch(1);
    start(LONG, () -> done.add("flush"));
    awaitPause();

    loop.execute(
        () -> {
          done.add(Thread.currentThread().getName());
          ran.countDown();
        });

    await(ran);
    assertThat(done).containsExactly("loop under test");
  }

  @Test
  void tasks_runInTheirOrder_alsoThoseFromBeforeTheLoop() {
    CountDownLatch ran = new CountDownLatch(1);
    loop.execute(() -> done.add("one"));
    loop.execute(() -> done.add("two"));
    start(LONG, () -> {});
    loop.execute(() -> done.add("three"));
    loop.execute(ran::countDown);

    await(ran);
    assertThat(done).containsExactly("one", "two", "three");
  }

  @Test
  void taskOfTheLastFlush_runsBeforeTheEnd() {
    start(LONG, () -> loop.execute(() -> done.add("line of the log")));

    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("line of the log");
  }

  @Test
  void flushThatThrows_isCounted_andTheNextComes() {
    AgentParts parts = new AgentParts();
    CountDownLatch flushes = new CountDownLatch(3);
    loop.countIn(parts.errors());
    start(
        SHORT,
        () -> {
          flushes.countDown();
          throw new OutOfMemoryError("for a moment");
        });

    await(flushes);
    assertThat(loop.finish(LONG)).isTrue();
    assertThat(parts.errors().count(Door.FLUSH)).isGreaterThanOrEqualTo(3);
    assertThat(parts.logged()).singleElement().asString().contains("OutOfMemoryError");
  }

  @Test
  void failureThatCannotBeCountedEither_endsNothing() {
    AgentParts parts = new AgentParts();
    CountDownLatch ran = new CountDownLatch(1);
    loop.countIn(parts.errors());
    parts
        .log()
        .onLine(
            () -> {
              throw new OutOfMemoryError("for a line");
            });
    loop.atEnd(() -> throwing("end"));
    start(LONG, () -> throwing("flush"));
    loop.execute(() -> throwing("task"));
    loop.execute(ran::countDown);

    await(ran);
    assertThat(loop.finish(LONG)).isTrue();
    assertThat(done).containsExactly("task", "flush", "end");
  }

  private void throwing(String work) {
    done.add(work);
    throw new OutOfMemoryError(work);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(LONG.toSeconds(), SECONDS)).isTrue();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }
}

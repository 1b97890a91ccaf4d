package io.athena.apm.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.api.Apm;
import io.athena.apm.api.Span;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many threads, the same names, all for the first time. */
class ContentionTest {

  private static final int THREADS = 8;
  private static final int NAMES = 50;
  private static final int ROUNDS = 100;

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(ApiInstrumentations.all(), ApiInstrumentations::install);

  private final CountDownLatch together = new CountDownLatch(1);
  private final Span shared = Apm.startSpan("shared");

  @Test
  void nothing_isLostOrCountedTwice() throws InterruptedException {
    List<Thread> threads = Stream.generate(() -> new Thread(this::work)).limit(THREADS).toList();
    threads.forEach(Thread::start);
    together.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    for (int name = 0; name < NAMES; name++) {
      assertThat(AGENT.measured().counter("name" + name, "a", "1", "b", "2"))
          .isEqualTo(THREADS * ROUNDS);
    }
    assertThat(AGENT.measured().counter("span.total")).isEqualTo(THREADS * ROUNDS);
    assertThat(AGENT.measured().histogram("span.duration").count()).isEqualTo(THREADS * ROUNDS);
    assertThat(AGENT.measured().counter("shared.total")).isEqualTo(1);
  }

  private void work() {
    try {
      together.await();
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
    for (int round = 0; round < ROUNDS; round++) {
      for (int name = 0; name < NAMES; name++) {
        Apm.count("name" + name, 1, "a", "1", "b", "2");
      }
      shared.tag("tag" + round % 6, "value");
      Apm.startSpan("span").close();
    }
    shared.close();
  }
}

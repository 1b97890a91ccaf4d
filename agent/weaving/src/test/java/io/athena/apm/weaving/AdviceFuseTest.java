package io.athena.apm.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.core.errors.Door;
import io.athena.apm.metrics.Together;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdviceFuseTest {

  private final AgentParts parts = new AgentParts();
  private final AtomicLong now = new AtomicLong();
  private final List<String> blown = new CopyOnWriteArrayList<>();
  private final AdviceFuse fuse = new AdviceFuse(parts.errors(), now::get, blown::add);

  @Test
  void fuse_holdsUntilTheTenthFailure() {
    fail("caffeine", 9);
    assertThat(fuse.isBlown("caffeine")).isFalse();
    assertThat(blown).isEmpty();

    fail("caffeine", 1);
    assertThat(fuse.isBlown("caffeine")).isTrue();
    assertThat(blown).containsExactly("caffeine");
  }

  @Test
  void blownFuse_isToldOnce_andGoesOnCounting() {
    fail("caffeine", 25);

    assertThat(blown).containsExactly("caffeine");
    assertThat(parts.errors().count(Door.ADVICE)).isEqualTo(25);
  }

  @Test
  void instrumentations_haveAFuseEach() {
    fail("caffeine", 10);
    fail("openai-java", 9);

    assertThat(fuse.isBlown("openai-java")).isFalse();
    assertThat(fuse.isBlown("never-failed")).isFalse();
    assertThat(blown).containsExactly("caffeine");
  }

  @Test
  void fuseThatIsRenewed_holdsUntilTheTenthFailureAgain() {
    fail("rules.yaml:3", 10);

    fuse.renew("rules.yaml:3");

    assertThat(fuse.isBlown("rules.yaml:3")).isFalse();
    fail("rules.yaml:3", 9);
    assertThat(fuse.isBlown("rules.yaml:3")).isFalse();
    fail("rules.yaml:3", 1);
    assertThat(blown).containsExactly("rules.yaml:3", "rules.yaml:3");
  }

  @Test
  void failuresOfMoreThanAMinute_areCountedAnew() {
    fail("caffeine", 9);
    now.addAndGet(AdviceFuse.WINDOW_NANOS);
    fail("caffeine", 9);

    assertThat(fuse.isBlown("caffeine")).isFalse();
    fail("caffeine", 1);
    assertThat(blown).containsExactly("caffeine");
  }

  @Test
  void fullHeapOrStack_isCountedApart_andNeverBlowsAFuse() {
    for (int i = 0; i < 50; i++) {
      fuse.failed(new OutOfMemoryError(), "caffeine");
      fuse.failed(new StackOverflowError(), "caffeine");
    }

    assertThat(fuse.isBlown("caffeine")).isFalse();
    assertThat(parts.errors().count(Door.EXHAUSTED)).isEqualTo(100);
    assertThat(parts.errors().count(Door.ADVICE)).isZero();
  }

  @Test
  void fuseThatSeveralThreadsBlow_isToldOnce() throws Exception {
    Together.run(8, thread -> fail("caffeine", 100));

    assertThat(blown).containsExactly("caffeine");
    assertThat(parts.errors().count(Door.ADVICE)).isEqualTo(800);
  }

  private void fail(String instrumentation, int times) {
    for (int i = 0; i < times; i++) {
      fuse.failed(new IllegalStateException("x"), instrumentation);
    }
  }
}

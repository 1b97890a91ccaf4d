package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FlushBreakerTest {

  private final Exception problem = new IOException("no route");
  private static final String GONE =
      "stats: no route; values are kept and sent when it works again";

  private final ManualClock clock = new ManualClock();
  private final List<String> reports = new ArrayList<>();

  private final FlushBreaker breaker = breaker(7);

  private FlushBreaker breaker(long seed) {
    return new FlushBreaker(
        "stats",
        Duration.ofSeconds(10),
        reports::add,
        clock,
        new Random(seed * 0x9E3779B97F4A7C15L));
  }

  @Test
  void serverThatNeverAnswered_opensItAtOnce() {
    breaker.failed(problem);

    assertThat(breaker.allowsFlush()).isFalse();
    assertThat(reports).containsExactly(GONE);
  }

  @Test
  void serverThatIsRestarted_isNotWorthALine() {
    breaker.delivered();
    breaker.failed(problem);
    breaker.failed(problem);
    breaker.delivered();

    assertThat(breaker.allowsFlush()).isTrue();
    assertThat(reports).isEmpty();
  }

  @Test
  void everySecondFailure_opensIt_becauseAWindowCounts() {
    breaker.delivered();
    for (int i = 0; i < 2; i++) {
      breaker.failed(problem);
      breaker.delivered();
    }
    assertThat(breaker.allowsFlush()).isTrue();

    breaker.failed(problem);

    assertThat(breaker.allowsFlush()).isFalse();
    assertThat(reports).containsExactly(GONE);
  }

  @Test
  void failuresLongAgo_areForgotten() {
    breaker.delivered();
    breaker.failed(problem);
    breaker.failed(problem);
    for (int i = 0; i < FlushBreaker.WINDOW - 1; i++) {
      breaker.delivered();
    }

    breaker.failed(problem);

    assertThat(breaker.allowsFlush()).isTrue();
  }

  @Test
  void probeThatArrives_closesIt_andSaysForHowLong() {
    breaker.failed(problem);
    clock.pass(30, TimeUnit.SECONDS);
    assertThat(breaker.allowsFlush()).isTrue();
    clock.pass(12, TimeUnit.SECONDS);

    breaker.delivered();

    assertThat(reports).containsExactly(GONE, "stats: works again after 42 s");
    assertThat(breaker.allowsFlush()).isTrue();
  }

  @Test
  void probeThatFails_opensItAgain_withoutAWord() {
    breaker.failed(problem);
    clock.pass(10, TimeUnit.SECONDS);
    assertThat(breaker.allowsFlush()).isTrue();

    breaker.failed(problem);

    assertThat(breaker.allowsFlush()).isFalse();
    assertThat(reports).containsExactly(GONE);
  }

  @Test
  void atMostEverySecondFlush_isLeftOut_howeverLongItTakes() {
    for (int seed = 0; seed < 100; seed++) {
      FlushBreaker one = breaker(seed);
      one.failed(problem);
      int leftOut = 0;
      for (int flush = 0; flush < 100; flush++) {
        clock.pass(10, TimeUnit.SECONDS);
        if (one.allowsFlush()) {
          leftOut = 0;
          one.failed(problem);
        } else {
          assertThat(++leftOut).isEqualTo(1);
        }
      }
    }
  }

  /** That of a server elsewhere is heard of when the next flush begins. */
  @Test
  void failureThatIsHeardOfLate_leavesOutNoMore_thanOneThatIsHeardOfAtOnce() {
    for (int seed = 0; seed < 100; seed++) {
      FlushBreaker one = breaker(seed);
      one.allowsFlush();
      int leftOut = 0;
      for (int flush = 0; flush < 100; flush++) {
        clock.pass(10, TimeUnit.SECONDS);
        if (leftOut == 0) {
          one.failed(problem);
        }
        leftOut = one.allowsFlush() ? 0 : leftOut + 1;
        assertThat(leftOut).isLessThanOrEqualTo(1);
      }
    }
  }

  @Test
  void probes_areSpread_overManyInstances() {
    TreeSet<Long> moments = new TreeSet<>();
    for (int seed = 0; seed < 50; seed++) {
      FlushBreaker one = breaker(seed);
      assertThat(one.allowsFlush()).isTrue();
      one.failed(problem);
      ManualClock start = new ManualClock();
      while (!one.allowsFlush()) {
        clock.pass(10, TimeUnit.MILLISECONDS);
        start.pass(10, TimeUnit.MILLISECONDS);
      }
      moments.add(start.getAsLong());
    }

    assertThat(moments).hasSizeGreaterThan(20);
    assertThat(moments.first()).isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(2_500));
    assertThat(moments.last()).isLessThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(5_010));
  }
}

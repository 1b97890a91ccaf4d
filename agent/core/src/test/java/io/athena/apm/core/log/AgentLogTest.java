package io.athena.apm.core.log;

import static io.athena.apm.core.log.LogLine.Level.INFO;
import static io.athena.apm.core.log.LogLine.Level.NOTICE;
import static io.athena.apm.core.log.LogLine.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.metrics.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AgentLogTest {

  private final AtomicLong clock = new AtomicLong();
  private final AgentLog log = new AgentLog(clock::get);

  @Test
  void lines_areWrittenInTheirOrder_withTheirLevel() {
    log.notice("started");
    log.warn("unknown key");
    log.info("3 classes");

    assertThat(drained())
        .containsExactly(
            new LogLine(NOTICE, "started"),
            new LogLine(WARN, "unknown key"),
            new LogLine(INFO, "3 classes"));
  }

  @Test
  void line_isWrittenOnce() {
    assertThat(log.isEmpty()).isTrue();
    log.warn("x");
    assertThat(log.isEmpty()).isFalse();

    assertThat(drained()).hasSize(1);
    assertThat(drained()).isEmpty();
    assertThat(log.isEmpty()).isTrue();
  }

  @Test
  void warnOnce_saysTheSameOnlyOnce() {
    log.warnOnce("a");
    log.warnOnce("b");
    log.warnOnce("a");
    log.accept("a");

    assertThat(drained()).containsExactly(new LogLine(WARN, "a"), new LogLine(WARN, "b"));
    log.warnOnce("a");
    assertThat(drained()).as("not even after it was written").isEmpty();
  }

  @Test
  void warn_saysTheSameAgain() {
    log.warn("a");
    log.warn("a");

    assertThat(drained()).hasSize(2);
  }

  @Test
  void linesThatNobodyWrites_areBounded() {
    for (int i = 0; i < 5_000; i++) {
      log.warn("line " + i);
    }

    assertThat(drained()).hasSize(1_000).startsWith(new LogLine(WARN, "line 0"));
    log.warn("later");
    assertThat(drained()).containsExactly(new LogLine(WARN, "later"));
  }

  @Test
  void differentWarnings_areBounded_whichIsReportedOnce() {
    for (int i = 0; i < 1_000; i++) {
      log.warnOnce("request " + i + " failed");
    }
    assertThat(drained()).hasSize(1_000);

    for (int i = 1_000; i < 5_000; i++) {
      log.warnOnce("request " + i + " failed");
    }

    assertThat(drained())
        .containsExactly(
            new LogLine(
                WARN,
                "more than 1000 different warnings within an hour; further ones are omitted"));
  }

  @Test
  void warnings_areForgotten_whereTheyHaveNotComeForAnHour() {
    for (int i = 0; i < 1_000; i++) {
      log.warnOnce("request " + i + " failed");
    }
    drained();
    clock.addAndGet(TimeUnit.HOURS.toNanos(1));
    log.warnOnce("request 0 failed");
    log.warnOnce("new");
    log.warnOnce("request 1 failed");
    log.warnOnce("request 0 failed");

    assertThat(drained())
        .containsExactly(new LogLine(WARN, "new"), new LogLine(WARN, "request 1 failed"));
  }

  @Test
  void everyLine_wakesItsWriter() {
    List<String> woken = new ArrayList<>();
    log.warn("before anybody listens");
    log.onLine(() -> woken.add("woken"));

    log.warn("a");
    log.info("b");
    log.warnOnce("c");
    log.warnOnce("c");

    assertThat(woken).hasSize(3);
  }

  @Test
  void severalThreads_loseNoLine_andSayOnceWhatTheyAllSay() throws Exception {
    Together.run(
        8,
        thread -> {
          for (int i = 0; i < 50; i++) {
            log.warn(thread + " " + i);
            log.warnOnce("all " + i);
          }
        });

    assertThat(drained()).hasSize(8 * 50 + 50).doesNotHaveDuplicates();
  }

  private List<LogLine> drained() {
    List<LogLine> lines = new ArrayList<>();
    log.drain(lines::add);
    return lines;
  }
}

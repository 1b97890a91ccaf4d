package io.athena.apm.instrumentation.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Sample;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedMetricsTest {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final AgentLog log = new AgentLog();
  private final Registry registry =
      new Registry(
          () -> 0L,
          Registry.DEFAULT_LIMIT,
          (metric, tag) -> {},
          problem -> {
            throw new AssertionError(problem);
          });
  private final ApiCells cells = new ApiCells(registry, log);

  private List<String> counts() {
    List<String> counts = new ArrayList<>();
    for (Sample sample : registry.snapshot().samples()) {
      counts.add(sample.series() + " " + ((Sample.Count) sample).total());
    }
    return counts;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    log.drain((LogLine line) -> lines.add(line.message()));
    return lines;
  }

  @Test
  void tagsInAnotherOrder_areTheSameSeries() {
    cells.count("orders", 1, "kind", "book", "country", "DE");
    cells.count("orders", 2, "country", "DE", "kind", "book");
    assertThat(counts()).containsExactly("orders{country:DE,kind:book} 3");
  }

  @Test
  void otherTags_areOtherSeriesOfTheSameName() {
    cells.count("orders", 1);
    cells.count("orders", 2, "kind", "book");
    cells.count("orders", 4, "country", "DE");
    assertThat(counts())
        .containsExactlyInAnyOrder("orders{} 1", "orders{kind:book} 2", "orders{country:DE} 4");
  }

  @Test
  void nameOfTheAgents_keepsTheApplicationsTags() {
    cells.catalogue().cacheOperation("answers", true);
    cells.count("cache.hit", 2, "zone", "eu");
    assertThat(counts())
        .containsExactlyInAnyOrder(
            "cache.hit{cache:answers,library:api} 1", "cache.hit{zone:eu} 2");
  }

  @Test
  void lastOfSeveralTagsOfOneName_counts() {
    cells.count("orders", 1, "kind", "book", "a", "1", "kind", "film");
    assertThat(counts()).containsExactly("orders{a:1,kind:film} 1");
  }

  @Test
  void unusableTags_areDropped() {
    cells.count("orders", 1, "kind", "book", null, "x", "country", null, "", "y", "odd");
    cells.count("orders", 2, "kind", "book");
    assertThat(counts()).containsExactly("orders{kind:book} 3");
  }

  @Test
  void tagsPastTheSixth_areDroppedAndNamedOnce() {
    String[] seven = {"a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7"};
    cells.count("orders", 1, seven);
    cells.count("orders", 1, seven);
    assertThat(counts()).containsExactly("orders{a:1,b:2,c:3,d:4,e:5,f:6} 2");
    assertThat(lines()).containsExactly("Apm: orders has more than 6 tags; the rest is dropped");
  }

  @Test
  void tagsPastTheFourthOfASpan_areDroppedAndNamedOnce() {
    MeasuredSpan span = new MeasuredSpan("scan", 0, null);
    for (int i = 0; i < 100; i++) {
      span.tag("tag" + i, "value");
    }
    cells.span("scan", 1, null, span.tags());
    assertThat(registry.snapshot().samples())
        .extracting(sample -> sample.series().tags().size())
        .containsExactly(4 + 2, 4 + 1);
    assertThat(lines()).containsExactly("Apm: scan has more than 4 tags; the rest is dropped");
  }

  @Test
  void seriesThatExists_isFoundWithoutAllocating() {
    String[] tags = {"kind", "book", "country", "DE"};
    measureAll(tags);
    measureAll(tags);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    measureAll(tags);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before).isZero();
  }

  private void measureAll(String... tags) {
    for (int i = 0; i < 100; i++) {
      cells.count("orders", 1, tags);
      cells.gauge("stock", i, tags);
      cells.histogram("pages", i, tags);
      cells.span("order", i, null, tags);
      cells.catalogue().cacheOperation("answers", true);
    }
  }

  @Test
  void namesPastTheLimit_areDroppedWithOneLine() {
    for (int i = 0; i < NameLimit.MOST; i++) {
      cells.count("name" + i, 1);
    }
    for (int i = 0; i < 10; i++) {
      cells.count("late" + i, 1);
      cells.gauge("late" + i, 1);
      cells.histogram("late" + i, 1);
      cells.span("late" + i, 1, null);
      cells.count("name" + i, 1);
    }
    assertThat(counts()).hasSize(NameLimit.MOST).contains("name0{} 2", "name999{} 1");
    assertThat(lines())
        .containsExactly("Apm was given 1000 metrics; late0 and further ones are dropped");
  }
}

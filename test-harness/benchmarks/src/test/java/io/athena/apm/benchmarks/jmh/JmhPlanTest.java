package io.athena.apm.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JmhPlanTest {

  private static final List<String> AGENT = List.of("-javaagent:agent.jar");

  @Test
  void libraries_runWithoutAndWithTheAgent() {
    assertThat(JmhPlan.of(AGENT, 1))
        .filteredOn(part -> part.benchmarks() == LibraryBenchmark.class)
        .extracting(JmhPart::jvmOptions)
        .containsExactly(List.of(), AGENT);
  }

  @Test
  void everything_runsOnOneThreadAndOnTwo() {
    assertThat(JmhPlan.of(AGENT, 0))
        .extracting(JmhPart::threads)
        .containsExactly(1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2);
  }

  @Test
  void chosenThreads_takeThePlaceOfTheUsual() {
    assertThat(JmhPlan.of(AGENT, 4)).extracting(JmhPart::threads).containsOnly(4);
  }
}

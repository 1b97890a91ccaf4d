package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IdleReportTest {

  private static final Start WITHOUT = new Start(Jdk.running(), Program.SLEEPING, Agent.NONE);
  private static final Start OURS = WITHOUT.with(Agent.athena(Path.of("agent.jar"), 9));

  @Test
  void added_isInPercentOfAProcessor() {
    Map<Start, IdleUsage> usages = new LinkedHashMap<>();
    usages.put(WITHOUT, new IdleUsage(60, 0.06, 0, 0));
    usages.put(OURS, new IdleUsage(60, 0.12, 0.03, 1));

    var report = IdleReport.of(usages);

    assertThat(report.results().get(1).get("addedPercent").asDouble()).isEqualTo(0.1, within(1e-9));
    assertThat(report.lines().get(2)).contains("0.200", "+0.100", "0.050");
    assertThat(report.lines().get(4))
        .endsWith("its threads took 0.050 % of a core, the JVM +0.100 % more than without");
  }
}

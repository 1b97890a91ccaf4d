package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.benchmarks.program.Footprint;
import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FootprintReportTest {

  private static final int MIB = 1024 * 1024;
  private static final Start WITHOUT = new Start(Jdk.running(), Program.LIBRARIES, Agent.NONE);
  private static final Start OURS = WITHOUT.with(Agent.athena(Path.of("agent.jar"), 9));

  @Test
  void added_isMedianAgainstMedian() {
    Map<Start, List<Footprint>> footprints = new LinkedHashMap<>();
    footprints.put(
        WITHOUT,
        List.of(
            new Footprint(10 * MIB, 5000, 20 * MIB, 13),
            new Footprint(11 * MIB, 5001, 20 * MIB, 13),
            new Footprint(90 * MIB, 5002, 20 * MIB, 13)));
    footprints.put(OURS, List.of(new Footprint(13 * MIB, 6001, 27 * MIB, 14)));

    var lines = FootprintReport.of(footprints).lines();

    assertThat(lines.get(2)).contains("+2.0", "+1000", "+7.0", "+1");
  }
}

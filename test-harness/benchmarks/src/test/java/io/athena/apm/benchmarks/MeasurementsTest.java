package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MeasurementsTest {

  private static final Start WITHOUT = new Start(Jdk.running(), Program.EMPTY, Agent.NONE);
  private static final Start FLOOR = WITHOUT.with(Agent.empty(Path.of("empty.jar")));
  private static final Start OURS = WITHOUT.with(Agent.athena(Path.of("agent.jar"), 9));

  private final Measurements measurements = new Measurements(List.of(WITHOUT, FLOOR, OURS));

  @BeforeEach
  void measureTwoRounds() {
    measurements.add(WITHOUT, new ResourceUsage(1.0, 2.0, 40));
    measurements.add(FLOOR, new ResourceUsage(1.25, 3.0, 41));
    measurements.add(OURS, new ResourceUsage(1.5, 3.5, 42));
    measurements.add(OURS, new ResourceUsage(2.5, 4.5, 43));
    measurements.add(FLOOR, new ResourceUsage(2.25, 4.0, 42));
    measurements.add(WITHOUT, new ResourceUsage(2.0, 3.0, 40));
  }

  @Test
  void spread_isThatOfTheStart() {
    assertThat(measurements.spread(OURS, Measure.WALL)).isEqualTo(new Spread(1.5, 2.0));
  }

  @Test
  void added_isOverTheSameStartWithoutAgent() {
    assertThat(measurements.added(OURS, Measure.CPU)).isEqualTo(new Spread(1.5, 1.5));
  }

  @Test
  void floorRatios_compareWhatWasAdded() {
    assertThat(FloorRatios.lines(measurements))
        .singleElement()
        .asString()
        .contains("athena adds 2.00 x (median 2.00 x) the wall time, 1.50 x (median 1.50 x)");
  }

  @Test
  void rulesCost_isOverTheSameAgentWithoutARule() {
    Start with = WITHOUT.with(new Agent("athena with a rule by name", List.of()));
    Measurements all = new Measurements(List.of(OURS, with));
    all.add(OURS, new ResourceUsage(1.5, 3.5, 42));
    all.add(with, new ResourceUsage(1.75, 4.0, 42));

    assertThat(RulesCost.lines(all))
        .singleElement()
        .asString()
        .endsWith(
            "a rule for no class, by name, adds +0.250 (median +0.250) s wall, +0.500 (median +0.500) s CPU");
    assertThat(RulesCost.lines(measurements)).isEmpty();
  }

  @Test
  void report_hasARowForEachStart() {
    var report = StartupReport.of(measurements);

    assertThat(report.lines()).filteredOn(line -> line.contains("| ")).hasSize(4);
    assertThat(report.lines().get(3)).contains("athena", "1.500", "+0.500", "+2.5");
  }

  @Test
  void json_hasEveryValue() {
    var result = StartupReport.of(measurements).results().get(2);

    assertThat(result.get("agent").asText()).isEqualTo("athena");
    assertThat(result.get("wall").get("addedBest").asDouble()).isEqualTo(0.5);
    assertThat(result.get("wall").get("values")).hasToString("[1.5,2.5]");
  }
}

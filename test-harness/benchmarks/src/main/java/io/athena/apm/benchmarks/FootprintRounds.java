package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.Footprint;
import io.athena.apm.benchmarks.program.LibraryProgram;
import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has the program print what its JVM holds once it has used everything. */
record FootprintRounds(Workspace workspace, List<Jdk> jdks, List<Agent> agents) {

  /** Longer than our flush interval: what the first flush loads belongs to the agent. */
  private static final int SETTLE_SECONDS = 12;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  Map<Start, List<Footprint>> measure(int rounds) throws IOException, InterruptedException {
    Map<Start, List<Footprint>> footprints = new LinkedHashMap<>();
    for (Jdk jdk : jdks) {
      for (Agent agent : agents) {
        footprints.put(new Start(jdk, Program.LIBRARIES, agent), new ArrayList<>());
      }
    }
    new Rounds(List.copyOf(footprints.keySet()))
        .repeat(rounds, start -> footprints.get(start).add(footprint(start)));
    return footprints;
  }

  private Footprint footprint(Start start) {
    try (var jvm =
        ForkedJvm.builder()
            .jdk(start.jdk())
            .options(start.agent().options().toArray(String[]::new))
            .property(LibraryProgram.FOOTPRINT_AFTER, Integer.toString(SETTLE_SECONDS))
            .classPath(start.program().classPath(workspace), start.program().mainClass())
            .start()) {
      return Footprint.parse(jvm.awaitOut("^footprint: ", LIMIT));
    }
  }
}

package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Starts every program with every agent on every JDK. */
record StartupRounds(
    Workspace workspace, List<Jdk> jdks, List<Program> programs, List<Agent> agents) {

  /** A first round fills the caches of the operating system and does not count. */
  Measurements measure(int rounds) throws IOException, InterruptedException {
    var jvm = new MeasuredJvm(workspace);
    if (!jvm.knowsPeak()) {
      System.out.println("Peak memory needs GNU time, which is not installed here: n/a");
    }
    var starts = starts();
    var measurements = new Measurements(starts);
    var all = new Rounds(starts);
    all.once("warm-up", jvm::run);
    all.repeat(rounds, start -> measurements.add(start, jvm.run(start)));
    return measurements;
  }

  private List<Start> starts() {
    var starts = new ArrayList<Start>();
    for (Jdk jdk : jdks) {
      for (Program program : programs) {
        agents.forEach(agent -> starts.add(new Start(jdk, program, agent)));
      }
    }
    return starts;
  }
}

package io.athena.apm.benchmarks;

import io.athena.apm.kit.Jdk;

/** A way to start a JVM: one row of the report. */
record Start(Jdk jdk, Program program, Agent agent) {

  Start with(Agent other) {
    return new Start(jdk, program, other);
  }

  @Override
  public String toString() {
    return jdk + ", " + program + " program, agent: " + agent;
  }
}

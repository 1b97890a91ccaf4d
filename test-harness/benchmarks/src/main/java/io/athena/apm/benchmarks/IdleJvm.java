package io.athena.apm.benchmarks;

import io.athena.apm.benchmarks.program.SleepingProgram;
import io.athena.apm.kit.ForkedJvm;
import java.time.Duration;

/** A JVM that does nothing, watched. */
final class IdleJvm implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final ForkedJvm jvm;
  private final ProcessFiles files;
  private long beganNanos;
  private double cpuAtBegin;
  private double agentCpuAtBegin;

  private IdleJvm(ForkedJvm jvm) {
    this.jvm = jvm;
    this.files = new ProcessFiles(jvm.pid());
  }

  static IdleJvm start(Start start, Workspace workspace) {
    var jvm =
        ForkedJvm.builder()
            .jdk(start.jdk())
            .options(start.agent().options().toArray(String[]::new))
            .classPath(start.program().classPath(workspace), start.program().mainClass())
            .start();
    jvm.awaitOut(SleepingProgram.READY, LIMIT);
    return new IdleJvm(jvm);
  }

  void begin() {
    beganNanos = System.nanoTime();
    cpuAtBegin = files.cpuSeconds();
    agentCpuAtBegin = files.agentThreads().cpuSeconds();
  }

  IdleUsage sinceBegin() {
    var agentThreads = files.agentThreads();
    return new IdleUsage(
        (System.nanoTime() - beganNanos) / 1e9,
        files.cpuSeconds() - cpuAtBegin,
        agentThreads.cpuSeconds() - agentCpuAtBegin,
        agentThreads.count());
  }

  @Override
  public void close() {
    jvm.close();
  }
}

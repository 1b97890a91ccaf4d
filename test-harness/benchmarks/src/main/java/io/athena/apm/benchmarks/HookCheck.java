package io.athena.apm.benchmarks;

import io.athena.apm.kit.ForkedJvm;
import io.athena.apm.kit.Jdk;
import io.athena.apm.kit.UdpListener;
import java.time.Duration;
import java.util.List;

/**
 * Shows, before anything is measured, that the agent measures what the program does: the start of
 * an agent that has failed is cheap.
 */
final class HookCheck {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final List<String> EXPECTED =
      List.of("cache.hit", "cache.miss", "circuit_breaker.event", "ai.call.total", "ai.tokens");

  private HookCheck() {}

  /**
   * Runs the program once, with the agent sending to this process.
   *
   * @return what arrived, in one line
   * @throws IllegalStateException when something is missing, or the agent has failed somewhere
   */
  static String run(Jdk jdk, Workspace workspace) {
    var listener = UdpListener.start();
    try (listener) {
      end(jdk, workspace, Agent.athena(workspace.agent(), listener.port(), Evidence.DIALECT));
    }
    return Evidence.of(listener.lines(), EXPECTED);
  }

  private static void end(Jdk jdk, Workspace workspace, Agent agent) {
    try (var jvm =
        ForkedJvm.builder()
            .jdk(jdk)
            .options(agent.options().toArray(String[]::new))
            .classPath(Program.LIBRARIES.classPath(workspace), Program.LIBRARIES.mainClass())
            .start()) {
      int code = jvm.awaitExit(LIMIT);
      if (code != 0) {
        throw new IllegalStateException("exit code " + code + ": " + jvm.err());
      }
    }
  }
}

package io.athena.apm.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which agents a command compares. */
final class Agents {

  private static final String PEERS = "peers";

  private Agents() {}

  /** None, the empty one, ours, and the peers where they are asked for. */
  static List<Agent> toStart(Workspace workspace, boolean peers) {
    var agents = new ArrayList<Agent>();
    agents.add(Agent.NONE);
    agents.add(Agent.empty(EmptyAgentJar.in(workspace.target())));
    agents.addAll(real(workspace, peers));
    return agents;
  }

  /** None, ours, and ours with a file that has a rule for no class. */
  static List<Agent> toReadRules(Workspace workspace) throws IOException {
    Path rules =
        Files.createDirectories(workspace.target().resolve("startup")).resolve("rules.yaml");
    Files.writeString(rules, "rules: [{method: com.acme.Nowhere#scan, span: file.scan}]\n");
    var without = Agent.athena(workspace.agent(), Agent.UNUSED_PORT);
    var with = Agent.athena(workspace.agent(), Agent.UNUSED_PORT, "-Dathena.apm.rules=" + rules);
    return List.of(
        Agent.NONE,
        without,
        new Agent(without.name() + " " + RulesCost.WITH_A_RULE, with.options()));
  }

  /** None, ours, and the peers where they are asked for. */
  static List<Agent> toHold(Workspace workspace, boolean peers) {
    var agents = new ArrayList<Agent>();
    agents.add(Agent.NONE);
    agents.addAll(real(workspace, peers));
    return agents;
  }

  /** None, and ours with a provider that sends to this port. */
  static List<Agent> toIdle(Workspace workspace, String provider, int port) {
    return List.of(
        Agent.NONE, Agent.athena(workspace.agent(), port, "-Dathena.apm.provider=" + provider));
  }

  private static List<Agent> real(Workspace workspace, boolean peers) {
    var agents = new ArrayList<Agent>();
    agents.add(Agent.athena(workspace.agent(), Agent.UNUSED_PORT));
    if (peers) {
      agents.add(Agent.openTelemetry(peer(workspace, "opentelemetry-javaagent")));
      agents.add(Agent.datadog(peer(workspace, "dd-java-agent")));
    }
    return agents;
  }

  private static Path peer(Workspace workspace, String name) {
    return workspace.jarsIn(PEERS).stream()
        .filter(jar -> jar.getFileName().toString().startsWith(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + name + " in target/" + PEERS));
  }
}

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

  /** None, ours, and ours with a file that has a rule for no class, of each kind. */
  static List<Agent> toReadRules(Workspace workspace) throws IOException {
    var agents = new ArrayList<Agent>();
    agents.add(Agent.NONE);
    agents.add(Agent.athena(workspace.agent(), Agent.UNUSED_PORT));
    agents.add(withRule(workspace, "name", "method: com.acme.Nowhere#scan"));
    agents.add(withRule(workspace, "pattern", "method: com.acme.nowhere.**#scan"));
    agents.add(withRule(workspace, "interface", "method: '*#scan', implements: com.acme.Nowhere"));
    agents.add(withRule(workspace, "annotation", "annotated: com.acme.Nowhere"));
    agents.add(
        withRule(workspace, "known-interface", "method: '*#scan', implements: java.lang.Runnable"));
    return agents;
  }

  private static Agent withRule(Workspace workspace, String kind, String methods)
      throws IOException {
    Path file =
        Files.createDirectories(workspace.target().resolve("startup")).resolve(kind + ".yaml");
    Files.writeString(file, "rules: [{" + methods + ", span: file.scan}]\n");
    var agent = Agent.athena(workspace.agent(), Agent.UNUSED_PORT, "-Dathena.apm.rules=" + file);
    return new Agent(agent.name() + RulesCost.WITH_A_RULE + kind, agent.options());
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

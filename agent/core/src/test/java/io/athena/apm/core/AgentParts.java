package io.athena.apm.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.errors.Door;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.metrics.Registry;
import java.util.ArrayList;
import java.util.List;

/** A registry, a log and the four doors, as the composition root makes them. */
public final class AgentParts {

  private final AgentLog log = new AgentLog();
  private final List<Throwable> failedReads = new ArrayList<>();
  private final Registry registry =
      new Registry(() -> 0, Registry.DEFAULT_LIMIT, (metric, tag) -> {}, failedReads::add);
  private final AgentErrors errors = new AgentErrors(registry, log);

  /** The registry, in which the agent's own metrics count, too. */
  public Registry registry() {
    return registry;
  }

  /** The log. */
  public AgentLog log() {
    return log;
  }

  /** The doors. */
  public AgentErrors errors() {
    return errors;
  }

  /** The lines that were logged since the last time. */
  public List<String> logged() {
    List<String> lines = new ArrayList<>();
    log.drain((LogLine line) -> lines.add(line.message()));
    return lines;
  }

  /** Fails where a door caught something. */
  public void assertNoErrors() {
    for (Door door : Door.values()) {
      assertThat(errors.count(door)).as("errors at %s: %s", door, logged()).isZero();
    }
    assertThat(failedReads).isEmpty();
  }
}

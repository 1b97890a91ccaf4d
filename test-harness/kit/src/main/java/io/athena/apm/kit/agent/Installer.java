package io.athena.apm.kit.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Registry;
import io.athena.apm.spans.Spans;

/** Gives woven code the probes of one instrumentation module. */
public interface Installer {

  /** Called once, before anything is woven. */
  void install(Registry registry, Spans spans, AgentLog log);
}

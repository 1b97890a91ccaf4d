package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.ValuePath;

/** Where the breakers of each library have their state. */
final class StateReaders {

  private final StateReader failsafe;
  private final StateReader hystrix;
  private final StateReader smallRye;
  private final StateReader sentinel;
  private final StateReader other;

  StateReaders(AgentLog log) {
    this.failsafe = StateReader.at(new PathReader(ValuePath.parse("this.state.state"), log));
    this.hystrix = new HystrixState(log);
    this.smallRye =
        StateReader.at(new PathReader(ValuePath.parse("this.state.id"), log), SmallRye.STATES);
    // By version.
    this.sentinel = StateReader.at(PathReader.ofFirst(log, "currentState", "cut"), Sentinel.STATES);
    this.other = StateReader.at(PathReader.ofFirst(log, "state", "currentState", "status"));
  }

  StateReader of(String library) {
    return switch (library) {
      case Failsafe.LIBRARY -> failsafe;
      case Hystrix.LIBRARY -> hystrix;
      case SmallRye.LIBRARY -> smallRye;
      case Sentinel.LIBRARY -> sentinel;
      default -> other;
    };
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that use each client as its documentation shows run unchanged under the agent. */
class DocumentedProgramsTest {

  /** Not registered: each program first runs without it. */
  private final AgentExtension agent =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  @Test
  void programs_printTheSameWithTheAgent() throws Exception {
    try (ModelStub stub = new ModelStub()) {
      List<String> without = runAll(stub);
      agent.beforeAll(null);
      try {
        agent.beforeEach(null);
        List<String> with = runAll(stub);

        assertThat(with).isEqualTo(without);
        assertThat(agent.measured().counter("ai.call.total"))
            .isEqualTo(DocumentedProgram.all().stream().mapToInt(DocumentedProgram::calls).sum());
      } finally {
        agent.afterAll(null);
      }
    }
  }

  private static List<String> runAll(ModelStub stub) throws Exception {
    List<String> printed = new ArrayList<>();
    for (DocumentedProgram each : DocumentedProgram.all()) {
      each.answers().prepare(stub);
      printed.add(each.name() + ": " + each.program().run(stub.baseUrl()));
      assertThat(stub.left()).as(each.name()).isZero();
    }
    return printed;
  }
}

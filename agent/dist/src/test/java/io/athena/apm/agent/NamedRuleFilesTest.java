package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamedRuleFilesTest {

  private final AgentLog log = new AgentLog();

  @Test
  void nameThatIsNone_isOneLine_andTheOthersHold() {
    assertThat(NamedRuleFiles.of("a.yaml, b\0.yaml, ,c.yaml", log))
        .containsExactly(Path.of("a.yaml"), Path.of("c.yaml"));

    List<String> lines = new ArrayList<>();
    log.drain((LogLine line) -> lines.add(line.message()));
    assertThat(lines)
        .containsExactly("rules 'b .yaml' is not a file name in this locale; it is ignored");
  }
}

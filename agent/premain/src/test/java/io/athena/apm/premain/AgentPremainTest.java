package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentPremainTest {

  @ParameterizedTest
  @ValueSource(strings = {"1.8", "9", "11", "16"})
  void refusal_namesTheVersionBeforeJava17(String specification) {
    assertThat(AgentPremain.refusal(specification))
        .isEqualTo("needs Java 17 or later and this is Java " + specification.replace("1.8", "8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"17", "21", "25", "27"})
  void refusal_isAbsentFromJava17On(String specification) {
    assertThat(AgentPremain.refusal(specification)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "'rules=a.yaml', a.yaml",
    "'provider=statsd,console,rules=a.yaml,b.yaml,service=x', 'a.yaml,b.yaml'",
    "'my.rules=x', ",
    "'rules=a.yaml,rules=b.yaml,c.yaml', 'b.yaml,c.yaml'",
    "'provider=console, rules= a.yaml', a.yaml",
    "'rules=', ",
    "'rules= ,provider=console', ",
    "'rules', ",
    "'a.yaml,rules=b.yaml', b.yaml",
    "'provider=console', "
  })
  void earlySetting_isReadFromTheArgument(String arguments, String expected) {
    assertThat(EarlySetting.text(arguments, "rules")).isEqualTo(expected);
  }

  /** Tests have no agent jar, so an agent that is switched on can't start. */
  @Test
  void agentThatIsSwitchedOffOrDidNotStart_isNoneThatRuns() {
    try (StandardErrorCapture err = new StandardErrorCapture()) {
      AgentPremain.premain("enabled=false", null);
      AgentPremain.premain("enabled=false", null);
      assertThat(err.lines()).isEmpty();

      AgentPremain.premain("provider=console", null);
      AgentPremain.premain("provider=console", null);
      assertThat(err.lines()).hasSize(2).allMatch(line -> line.contains("not started"));
    }
  }
}

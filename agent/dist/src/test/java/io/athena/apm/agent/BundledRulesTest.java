package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.rules.Rule;
import org.junit.jupiter.api.Test;

class BundledRulesTest {

  @Test
  void ruleOfTheJar_isDescribedByItsMeaningAndClasses() {
    for (Rule rule : BundledRules.read().rules()) {
      assertThat(BundledRules.describe(rule.origin().toString()))
          .matches("athena-rules.yaml:\\d+ \\([a-z_.]+ of \\*\\*\\.\\w+.*\\)");
    }
  }

  @Test
  void anyOtherName_staysAsItIs() {
    assertThat(BundledRules.describe("caffeine")).isEqualTo("caffeine");
    assertThat(BundledRules.describe("rules.yaml:3")).isEqualTo("rules.yaml:3");
  }
}

package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BracesTest {

  @Test
  void patternWithoutBraces_standsForItself() {
    assertThat(Braces.expand("com.acme.Scanner#scan(Path, byte[])"))
        .containsExactly("com.acme.Scanner#scan(Path, byte[])");
  }

  @Test
  void alternatives_areCombined() {
    assertThat(Braces.expand("**.{Cache, My*}#{get,find}(Key)"))
        .containsExactly(
            "**.Cache#get(Key)", "**.Cache#find(Key)", "**.My*#get(Key)", "**.My*#find(Key)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "**.{A,B#get   | has braces that are not closed or are nested",
        "**.{A,{B}}#get | has braces that are not closed or are nested",
        "**.A}#get     | has a } without a {",
        "**.{A,}#get   | has an empty alternative in braces",
        "**.{}#get     | has an empty alternative in braces"
      })
  void invalidBraces_areReported(String pattern, String problem) {
    assertThatThrownBy(() -> Braces.expand(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("method '%s' %s", pattern, problem);
  }

  @Test
  void tooManyPatterns_areRefused() {
    String ten = "{a,b,c,d,e,f,g,h,i,j}";

    assertThat(Braces.expand(ten + ten + ten)).hasSize(1_000);
    assertThatThrownBy(() -> Braces.expand(ten + ten + ten + ten))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands for more than 1000 patterns");
  }

  @Test
  void ruleWithBraces_hasEachPattern() {
    RuleSet set =
        RulesReader.read("rules.yaml", "rules: [{method: '**.{A,B}#{run,call}', count: calls}]");

    assertThat(set.problems()).isEmpty();
    assertThat(set.rules().get(0).methods())
        .extracting(MethodPattern::toString)
        .containsExactly("**.A#run", "**.A#call", "**.B#run", "**.B#call");
  }
}

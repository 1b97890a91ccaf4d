package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Breaker;
import com.acme.scan.FileScanner;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.weaving.ClassFiles;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTextsTest {

  private static boolean isIn(String target, Class<?> type) {
    var rules = RulesReader.read("rules.yaml", "rules: [{" + target + ", count: calls}]").rules();
    return new RequiredTexts(rules.get(0)).areIn(ClassFiles.of(type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: '*#scan', implements: a.B",
        "method: '*#sc*', implements: a.B",
        "method: ['*#nothing', '*#scan'], implements: a.B",
        "method: ['*#nothing', '*#*'], implements: a.B",
        "method: 'a.B#<init>'",
        "method: '*#trim', annotated: com.acme.scan.Audited",
        "annotated: '**.Audited'",
        "annotated: 'com.acme.**'"
      })
  void classThatMayMatch_hasThem(String target) {
    assertThat(isIn(target, FileScanner.class)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: '*#sca', implements: a.B",
        "method: '*#can', implements: a.B",
        "method: '*#größe', implements: a.B",
        "method: '*#scan', annotated: com.acme.scan.Logged",
        "annotated: '**.Logged'"
      })
  void classThatNoRuleMatches_lacksOne(String target) {
    assertThat(isIn(target, FileScanner.class)).isFalse();
    assertThat(isIn(target, Breaker.class)).isFalse();
  }
}

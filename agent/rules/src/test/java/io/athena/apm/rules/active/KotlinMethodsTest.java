package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import kotlin.TuplesKt;
import kotlin.sequences.SequenceScope;
import kotlin.text.Regex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Methods that Kotlin's compiler generates for functions and properties; weaves Kotlin's own
 * library.
 */
class KotlinMethodsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private WovenObject regex() throws Exception {
    return new WovenObject(
        fixture
            .load(Regex.class, Regex.Companion.getClass())
            .loadClass(Regex.class.getName())
            .getConstructor(String.class)
            .newInstance("a+"));
  }

  @Test
  void topLevelFunction_isAStaticMethodOfItsFilesClass_andDataClassesAreRead() throws Exception {
    fixture.use(
        """
        rules:
          - method: kotlin.TuplesKt#to
            count: pairs
            tags: {first: return.first, second: return.second, argument: arg0}
        """);
    Class<?> woven = fixture.load(TuplesKt.class).loadClass(TuplesKt.class.getName());

    woven.getMethod("to", Object.class, Object.class).invoke(null, "a", 1);

    assertThat(fixture.measured()).containsExactly("pairs{argument:a,first:a,second:1} 1");
  }

  @Test
  void getterOfAProperty_isAMethod_andAValueByThePropertysName() throws Exception {
    fixture.use(
        """
        rules:
          - {method: kotlin.text.Regex#getPattern, count: asked}
          - {method: kotlin.text.Regex#matches, count: matched, tags: {pattern: this.pattern}}
        """);
    WovenObject regex = regex();

    assertThat(regex.call("getPattern")).isEqualTo("a+");
    assertThat(regex.call("matches", "aa")).isEqualTo(true);
    assertThat(fixture.measured()).containsExactlyInAnyOrder("asked{} 1", "matched{pattern:a+} 1");
  }

  @Test
  void functionThatIsCalledWithItsDefaults_countsOnce() throws Exception {
    fixture.use("rules: [{method: 'kotlin.text.Regex#split*', count: splits}]");
    WovenObject regex = regex();
    Method withDefaults =
        Arrays.stream(regex.target().getClass().getMethods())
            .filter(method -> method.getName().equals("split$default"))
            .findAny()
            .orElseThrow();

    withDefaults.invoke(null, regex.target(), "bab", 0, 2, null);

    assertThat(fixture.measured()).containsExactly("splits{} 1");
  }

  @Test
  void functionOfACompanion_isAMethodOfItsNestedClass() throws Exception {
    fixture.use("rules: [{method: kotlin.text.Regex$Companion#escape, count: escaped}]");
    Object companion = regex().target().getClass().getField("Companion").get(null);

    assertThat(new WovenObject(companion).call("escape", "a")).isEqualTo("\\Qa\\E");
    assertThat(fixture.measured()).containsExactly("escaped{} 1");
  }

  @Test
  void bodiesOfLambdas_doNotMatch() {
    fixture.use("rules: [{method: 'kotlin.text.Regex#*$lambda$*', count: calls}]");

    assertThat(Regex.class.getDeclaredMethods())
        .filteredOn(method -> method.getName().contains("$lambda$"))
        .isNotEmpty()
        .noneMatch(Method::isSynthetic);
    assertThat(fixture.weave(Regex.class)).isNull();
  }

  @Test
  void suspendFunction_isNotMeasured_andReported() {
    fixture.use("rules: [{method: 'kotlin.sequences.SequenceScope#yieldAll', span: yield}]");

    assertThat(fixture.weave(SequenceScope.class)).isNull();
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:1: kotlin.sequences.SequenceScope#yieldAll is a suspend function and is"
                + " not measured, since it is called again each time it resumes");
  }
}

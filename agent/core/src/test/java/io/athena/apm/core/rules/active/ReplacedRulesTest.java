package io.athena.apm.core.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Breaker;
import com.acme.scan.FileScanner;
import com.acme.scan.Result;
import io.athena.apm.core.rules.RulesReader;
import io.athena.apm.core.weaving.LastSeen;
import io.athena.apm.core.weaving.Reweaving;
import io.athena.apm.core.weaving.Weaving;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.function.Predicate;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Rules that are replaced while their classes run. */
class ReplacedRulesTest {

  private static final String RULES =
      """
      rules:
        - method: com.acme.scan.Result#give
          count: given
          tags: {type: return.type}
      """;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private final Instrumentation jvm = ByteBuddyAgent.install();
  private final Weaving weaving = new Weaving(fixture.active.weaver(), fixture.errors);
  private final LastSeen seen = new LastSeen(Result.class);
  private final Result result = new Result();

  @BeforeEach
  void addTransformers() {
    jvm.addTransformer(weaving, true);
    jvm.addTransformer(seen, true);
  }

  @AfterEach
  void removeTransformers() throws UnmodifiableClassException {
    jvm.removeTransformer(weaving);
    jvm.removeTransformer(seen);
    jvm.retransformClasses(Result.class, Breaker.class);
  }

  private void replace(String yaml) {
    Predicate<Class<?>> again = fixture.active.use(RulesReader.read("rules.yaml", yaml));
    new Reweaving(jvm, again).run(fixture.errors);
  }

  @Test
  void loadedClass_isMeasured() {
    replace(RULES);

    assertThat(result.give(result)).isSameAs(result);
    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
    assertThat(fixture.active.haveWoven()).isTrue();
  }

  @Test
  void removedRule_givesTheOriginalCodeBack() throws Exception {
    jvm.retransformClasses(Result.class);
    byte[] original = seen.bytes();
    replace(RULES);
    assertThat(seen.bytes()).isNotEqualTo(original);

    replace("rules: []");
    result.give(result);

    assertThat(seen.bytes()).isEqualTo(original);
    assertThat(fixture.weave(Result.class)).isNull();
    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void fileThatIsNotEnabled_takesItsRulesOut() throws Exception {
    jvm.retransformClasses(Result.class);
    byte[] original = seen.bytes();
    replace(RULES);

    replace("enabled: false\n" + RULES);
    result.give(result);

    assertThat(seen.bytes()).isEqualTo(original);
    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void sameRulesAgain_countOn() {
    replace(RULES);
    result.give(result);

    replace(RULES);
    result.give(result);

    assertThat(fixture.measured()).containsExactly("given{type:java} 2");
  }

  @Test
  void otherRules_areForOtherClasses() {
    Breaker breaker = new Breaker();
    replace(RULES);

    replace("rules: [{method: com.acme.scan.Breaker#move, count: moved}]");
    result.give(result);
    breaker.move("OPEN");

    assertThat(fixture.measured()).containsExactly("moved{} 1");
  }

  @Test
  void patternThatMayMeanAnyClass_hasOnlyThoseWovenAgainThatItMeans() {
    Predicate<Class<?>> again =
        fixture.active.use(
            RulesReader.read(
                "rules.yaml",
                "rules: [{method: '*#scan', extends: '**.BaseScanner', count: scanned}]"));

    assertThat(again).accepts(FileScanner.class);
    assertThat(again).rejects(Result.class, Breaker.class, Assertions.class, getClass());

    Predicate<Class<?>> back = fixture.active.use(RulesReader.read("rules.yaml", "rules: []"));
    assertThat(back).accepts(FileScanner.class);
    assertThat(back).rejects(Result.class, getClass());
  }

  @Test
  void codeOfARuleThatIsGone_reportsToNobody() throws Exception {
    fixture.use(RULES);
    WovenObject old = fixture.create(Result.class);

    fixture.use("rules: [{method: com.acme.scan.Result#give, count: other}]");
    old.call("give", old.target());

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void classWovenTwice_isMeasuredOnce() {
    replace(RULES);
    new Reweaving(jvm, fixture.active::mean).run(fixture.errors);

    result.give(result);

    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
  }
}

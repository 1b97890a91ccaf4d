package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Breaker;
import com.acme.scan.FileScanner;
import com.acme.scan.Result;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.weaving.ClassFileRecorder;
import io.athena.apm.weaving.Reweaving;
import io.athena.apm.weaving.WeavingTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules that are replaced while their classes run. */
class ReplacedRulesTest {

  private static final String RULES =
      """
      rules:
        - method: com.acme.scan.Result#give
          count: given
          tags: {type: return.type}
      """;

  private static final String ASKED =
      "rules: [{method: com.acme.scan.Result#ask, count: times, tags: {type: this.type}}]";

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private final Instrumentation jvm = ByteBuddyAgent.install();
  private final WeavingTransformer weaving =
      new WeavingTransformer(fixture.active.weaver(), fixture.errors);
  private final ClassFileRecorder seen = new ClassFileRecorder(Result.class);
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
    RuleEdit edit = edit(yaml);
    new Reweaving(jvm, edit).run(fixture.errors);
    edit.complete();
  }

  private RuleEdit edit(String yaml) {
    return fixture.active.use(RulesReader.read("rules.yaml", yaml));
  }

  @Test
  void loadedClass_isMeasured() {
    replace(RULES);

    assertThat(result.give(result)).isSameAs(result);
    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
    assertThat(fixture.active.haveWoven()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.scan.Scanner, implements, true",
    "**.Step, implements, true",
    "com.acme.scan.BaseScanner, extends, true",
    "java.lang.Object, extends, true",
    "com.acme.scan.Scanner, extends, false",
    "com.acme.scan.BaseScanner, implements, false",
    "java.lang.Runnable, implements, false"
  })
  void loadedClass_matchesByItsSuperTypes(String superType, String key, boolean matched) {
    edit("rules: [{method: '*#scan', %s: '%s', count: calls}]".formatted(key, superType));

    assertThat(fixture.active.match(FileScanner.class)).isEqualTo(matched);
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
  void fileThatIsNotEnabled_removesItsRules() throws Exception {
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
  void patternThatMayMatchAnyClass_retransformsOnlyMatches() {
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

  /**
   * The agent can't distinguish a call under way from a call of code that can't be retransformed.
   */
  @Test
  void codeOfARemovedRule_isIgnoredFromTheNextEditOn() throws Exception {
    jvm.removeTransformer(weaving);
    fixture.use(RULES);
    WovenObject old = fixture.create(Result.class);

    fixture.use("rules: [{method: com.acme.scan.Result#give, count: other}]");
    old.call("give", old.target());
    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
    fixture.use("rules: [{method: com.acme.scan.Result#give, count: another}]");
    old.call("give", old.target());

    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
  }

  @Test
  void codeThatIsStillWoven_isIgnored_onceTheKillSwitchIsOn() throws Exception {
    jvm.removeTransformer(weaving);
    fixture.use(RULES);
    WovenObject old = fixture.create(Result.class);

    edit("enabled: false\n" + RULES);
    old.call("give", old.target());

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void unchangedRule_missesNoCall() {
    replace(RULES);
    result.give(result);

    RuleEdit edit = edit("# a comment\n\n" + RULES + "# and another\n");
    result.give(result);
    assertThat(edit).accepts(Result.class).rejects(Breaker.class);
    new Reweaving(jvm, edit).run(fixture.errors);
    result.give(result);
    edit.complete();
    result.give(result);

    assertThat(fixture.measured()).containsExactly("given{type:java} 4");
  }

  @Test
  void gaugeOfAnUnchangedRule_stays() {
    String gauge = "  - {method: com.acme.scan.Result#give, gauge: g, value: return.size}\n";
    replace("rules:\n" + gauge);
    result.give(result);

    replace("# a comment\nrules:\n" + gauge);

    assertThat(fixture.measured()).containsExactly("g{} 1720.0");
  }

  @Test
  void editedRule_countsByTheOldCode_untilRetransformation() {
    replace(RULES);

    RuleEdit edit = edit(RULES.replace("given", "handed"));
    result.give(result);
    assertThat(edit).accepts(Result.class);
    new Reweaving(jvm, edit).run(fixture.errors);
    result.give(result);
    edit.complete();
    result.give(result);

    assertThat(fixture.measured()).containsExactly("given{type:java} 1", "handed{type:java} 2");
  }

  @Test
  void anotherRule_isAddedAndRemoved_withoutTheFirstMissingACall() throws Exception {
    String both = RULES + "  - {method: '**.Result#give', count: beside}\n";
    replace(RULES);
    result.give(result);
    replace(both);
    result.give(result);
    replace(RULES);
    result.give(result);

    assertThat(fixture.measured()).containsExactly("beside{} 1", "given{type:java} 3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"# moved\n" + ASKED, "rules: [{method: '**.Result#ask', count: other}]"})
  void callThatIsUnderWayWhileRulesAreEdited_countsOnce(String edited) {
    replace(ASKED);

    result.ask(() -> replace(edited));

    assertThat(fixture.measured()).containsExactly("times{type:java} 1");
  }

  @Test
  void callThatIsUnderWay_isDropped_onceTheKillSwitchIsOn() throws Exception {
    replace(ASKED);

    result.ask(() -> replace("enabled: false\n" + ASKED));

    assertThat(fixture.measured()).isEmpty();
  }

  /** As the bundled rules, which no edit removes. */
  @Test
  void unchangedRule_readsNothing_whileTheKillSwitchIsOn() {
    replace(ASKED);

    result.ask(() -> fixture.registry.pause(true));
    assertThat(fixture.measured()).isEmpty();
    fixture.registry.pause(false);
    result.ask(() -> {});

    assertThat(fixture.measured()).containsExactly("times{type:java} 1");
  }

  @Test
  void resultThatArrivesAfterAnEdit_counts_butNotAfterTheKillSwitch() throws Exception {
    String rules = "rules: [{method: com.acme.scan.Result#later, span: later}]";
    CompletableFuture<String> first = new CompletableFuture<>();
    CompletableFuture<String> second = new CompletableFuture<>();
    replace(rules);
    assertThat(List.of(result.later(first), result.later(second))).containsExactly(first, second);

    replace("rules: []");
    first.complete("here");
    assertThat(fixture.measured())
        .containsExactly("later.duration{error:none} 1 sum 2000", "later.total{} 1");
    replace("enabled: false");
    second.complete("here");

    assertThat(fixture.measured()).contains("later.total{} 1");
  }

  @Test
  void changeThatACallMakesWhileItsRuleMoves_countsOnce() throws Exception {
    String rules =
        """
        rules:
          - method: com.acme.scan.Breaker#move
            on-change: this.state
            count: moved
        """;
    Breaker breaker = new Breaker();
    replace(rules);
    breaker.move("OPEN");
    replace("# moved\n" + rules);
    breaker.move("OPEN");
    breaker.move("CLOSED");

    assertThat(fixture.measured()).containsExactly("moved{} 2");
  }

  @Test
  void ruleThatMoves_reportsItsProblems_withItsNewLine() {
    String rules =
        """
        rules:
          - method: com.acme.scan.Result#give
            metrics:
              - count: given
                tags: {type: return.tpye}
        """;
    replace(rules);
    replace("# a comment\n" + rules);

    result.give(result);

    assertThat(fixture.logged()).singleElement().asString().startsWith("rules.yaml:6: return.tpye");
  }

  @Test
  void edit_renamesItsRulesByTheirLines() {
    String rule = "  - {method: com.acme.scan.Result#give, count: given}\n";
    String other = "  - {method: com.acme.scan.Breaker#move, count: moved}\n";
    replace("rules:\n" + rule);

    RuleEdit edit = edit("rules:\n" + other + rule);

    assertThat(edit).accepts(Result.class, Breaker.class);
    assertThat(edit.names()).containsExactly("rules.yaml:2", "rules.yaml:3");
  }

  @Test
  void gaugeOfARemovedRule_isNotSent_andThatOfAnotherIs() {
    String one = "  - {method: '**.Result#give', gauge: g, value: return.size, tags: {by: =one}}\n";
    String two = one.replace("one", "two");
    replace("rules:\n" + one + two);
    result.give(result);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("g{by:one} 1720.0", "g{by:two} 1720.0");

    replace("rules:\n" + two);
    assertThat(fixture.measured()).containsExactly("g{by:two} 1720.0");
    assertThat(fixture.registry.size()).isEqualTo(2);
    replace("enabled: false\nrules:\n" + two);
    assertThat(fixture.measured()).isEmpty();
    replace("rules:\n" + one + two);
    result.give(result);

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("g{by:one} 1720.0", "g{by:two} 1720.0");
  }

  @Test
  void gaugeThatIsRenamed_hasOneName_alsoAfterACallThatWasUnderWay() throws Exception {
    String rules = "rules: [{method: com.acme.scan.Result#ask, gauge: was, value: this.size}]";
    replace(rules);
    result.ask(() -> replace(rules.replace("was", "is")));
    assertThat(fixture.measured()).isEmpty();

    result.ask(() -> {});

    assertThat(fixture.measured()).containsExactly("is{} 1720.0");
  }

  @Test
  void busyLoop_losesNoCall_andCountsNoneTwice_whileRulesAreEdited() throws Exception {
    replace(RULES);
    AtomicLong calls = new AtomicLong();
    AtomicBoolean over = new AtomicBoolean();
    Thread busy =
        new Thread(
            () -> {
              while (!over.get()) {
                result.give(result);
                calls.incrementAndGet();
              }
            });
    busy.start();
    for (int i = 0; i < 5; i++) {
      replace(RULES + "  - {method: '**.Result#give', count: n%s}\n".formatted(i));
      replace("# %s\n".formatted(i) + RULES);
    }
    over.set(true);
    busy.join();

    assertThat(fixture.measured()).contains("given{type:java} " + calls.get());
  }

  @Test
  void classWovenTwice_isMeasuredOnce() {
    replace(RULES);
    new Reweaving(jvm, fixture.active::match).run(fixture.errors);

    result.give(result);

    assertThat(fixture.measured()).containsExactly("given{type:java} 1");
  }
}

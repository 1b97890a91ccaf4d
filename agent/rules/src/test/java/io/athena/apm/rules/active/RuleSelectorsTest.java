package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Audited;
import com.acme.scan.BaseScanner;
import com.acme.scan.Breaker;
import com.acme.scan.FileList;
import com.acme.scan.FileScanner;
import com.acme.scan.Result;
import com.acme.scan.Scanner;
import io.athena.apm.metrics.Registry;
import io.athena.apm.weaving.ClassFiles;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The classes that rules match. */
class RuleSelectorsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: com.acme.scan.FileScanner#scan",
        "method: '**.FileScanner#scan'",
        "method: 'com.**.File*#sc*'",
        "method: '*#scan', implements: com.acme.scan.Scanner",
        "method: '**#scan', implements: '**.Step'",
        "method: '*#scan', extends: com.acme.scan.BaseScanner",
        "method: '*#scan', extends: '**.Base*', implements: '**.Scanner'",
        "method: '*#trim', annotated: com.acme.scan.Audited",
        "annotated: '**.Audited'"
      })
  void class_matches(String target) {
    fixture.use("rules: [{%s, count: calls}]".formatted(target));

    assertThat(fixture.logged()).isEmpty();
    assertThat(fixture.weave(FileScanner.class)).isNotNull();
    assertThat(fixture.weave(Breaker.class)).isNull();
    assertThat(fixture.weave(Result.class)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "method: '*#scan', extends: com.acme.scan.Scanner",
        "method: '*#scan', implements: com.acme.scan.BaseScanner",
        "method: '*#scan', extends: com.acme.scan.FileScanner",
        "method: '*#scan', implements: '**.Step', extends: '**.Breaker'",
        "method: '*#scan', annotated: com.acme.scan.Audited",
        "method: 'com.acme.scan.FileScanner#nothing'",
        "method: 'com.acme.scan.FileScanner#read(long)'",
        "method: 'com.acme.**.scan.FileScanner#read', implements: '**.Closer'"
      })
  void class_doesNotMatch(String target) {
    fixture.use("rules: [{%s, count: calls}]".formatted(target));

    assertThat(fixture.weave(FileScanner.class)).isNull();
    assertThat(fixture.logged()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "implements: java.lang.Iterable",
        "extends: java.util.AbstractCollection",
        "implements: '**.RandomAccess', extends: java.util.ArrayList"
      })
  void superTypesOfTheJdk_areSuperTypes(String selectors) {
    fixture.use("rules: [{method: '*#count', %s, count: calls}]".formatted(selectors));

    assertThat(fixture.weave(FileList.class)).isNotNull();
    assertThat(fixture.weave(FileScanner.class)).isNull();
  }

  @Test
  void annotatedClass_matchesWithAllItsMethods_butNoConstructors() throws Exception {
    fixture.use("rules: [{annotated: com.acme.scan.Audited, count: calls}]");
    byte[] file =
        new ByteBuddy()
            .redefine(Breaker.class)
            .annotateType(AnnotationDescription.Builder.ofType(Audited.class).build())
            .make()
            .getBytes();
    String name = Breaker.class.getName();

    byte[] woven = fixture.active.weaver().weave(getClass().getClassLoader(), name, file);
    WovenObject breaker =
        new WovenObject(
            new ClassFiles().with(name, woven).loadClass(name).getConstructor().newInstance());
    breaker.call("move", "OPEN");
    breaker.call("reset");

    assertThat(fixture.measured()).containsExactly("calls{} 2");
  }

  /** Unlike reflection, which skips an annotation whose class it can't find. */
  @Test
  void annotationThatIsNotOnTheClassPath_isMatched() throws Exception {
    fixture.use("rules: [{annotated: com.acme.nowhere.Audited, count: calls}]");
    String name = Breaker.class.getName();
    TypeDescription absent =
        new ByteBuddy()
            .makeAnnotation()
            .name("com.acme.nowhere.Audited")
            .make()
            .getTypeDescription();
    byte[] file =
        new ByteBuddy()
            .redefine(Breaker.class)
            .annotateType(AnnotationDescription.Builder.ofType(absent).build())
            .make()
            .getBytes();

    assertThat(fixture.active.weaver().weave(getClass().getClassLoader(), name, file)).isNotNull();
  }

  @Test
  void classesOfTheAgent_areNeverWoven() {
    fixture.use("rules: [{method: 'io.athena.apm.core.**#*', count: calls}]");

    assertThat(fixture.weave(Registry.class)).isNull();
  }

  @Test
  void classesOfThePlatformLoader_areNeverWoven() {
    fixture.use("rules: [{method: 'com.acme.**#*', count: calls}]");

    assertThat(
            fixture
                .active
                .weaver()
                .weave(
                    ClassLoader.getPlatformClassLoader(),
                    Breaker.class.getName(),
                    ClassFiles.of(Breaker.class)))
        .isNull();
  }

  @Test
  void interfaceThatInheritsAnother_implementsIt() {
    fixture.use("rules: [{method: '*#*', implements: com.acme.scan.Step, count: calls}]");

    assertThat(fixture.weave(Scanner.class)).as("no code").isNull();
    assertThat(fixture.weave(BaseScanner.class)).as("no code but a bridge").isNull();
    assertThat(fixture.weave(FileScanner.class)).isNotNull();
  }

  @Test
  void classesOfOneNameInTwoLoaders_areReadSeparately() throws Exception {
    fixture.use("rules: [{method: '**.Result#give', count: c, tags: {t: return.type}}]");
    WovenObject one = fixture.create(Result.class);
    WovenObject two = fixture.create(Result.class).set("type", "go");

    one.call("give", one.target());
    two.call("give", two.target());
    one.call("give", one.target());

    assertThat(one.target().getClass()).isNotSameAs(two.target().getClass());
    assertThat(fixture.measured()).containsExactlyInAnyOrder("c{t:java} 2", "c{t:go} 1");
    assertThat(fixture.logged()).isEmpty();
  }
}

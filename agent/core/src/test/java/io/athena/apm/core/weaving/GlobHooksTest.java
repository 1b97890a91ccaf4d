package io.athena.apm.core.weaving;

import static io.athena.apm.core.weaving.WeaverFixture.call;
import static io.athena.apm.core.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.weaving.sample.Library;
import io.athena.apm.core.weaving.sample.Overloads;
import io.athena.apm.core.weaving.sample.StaticWrapper;
import io.athena.apm.core.weaving.sample.Wrapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Hooks that know only the simple name of a class. */
class GlobHooksTest {

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @Test
  void simpleName_matchesInAnyPackage() throws Exception {
    fixture.use(hook("**.Library#call", "Told"));

    call(fixture.load(Library.class), "call", "x");

    assertThat(fixture.told).containsExactly("entered x", "x gave lib x");
  }

  @Test
  void partOfAName_doesNotMatch() {
    fixture.use(hook("**.Lib#call", "Told"), hook("**.Base#inherited", "Told"));

    assertThat(fixture.weave(Library.class)).isNull();
  }

  @Test
  void classInALibraryThatIsMeasuredItself_isLeftAlone() {
    fixture.use(
        SampleInstrumentation.of("sample", hook("**.Library#call", "Told")),
        new SampleInstrumentation("library", Library.class.getPackageName() + ".", List.of()));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.skipped()).isZero();
  }

  @Test
  void classWithoutTheMethod_isLeftAloneWithoutAWord() {
    fixture.use(hook("**.Library#absent", "Told"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.skipped()).isZero();
    assertThat(fixture.parts.logged()).isEmpty();
  }

  @Test
  void staticMethod_isLeftAlone() {
    fixture.use(hook("**.Library#shared", "Told"));

    assertThat(fixture.weave(Library.class)).isNull();
  }

  @Test
  void classThatKeepsALibrarysObjectInAField_isLeftAlone() {
    fixture.use(
        hook("**.Wrapper#call", "Told")
            .unlessFieldFrom(List.of("com.lib.", "java.util.concurrent.")));

    assertThat(fixture.weave(Wrapper.class)).isNull();
    assertThat(fixture.skipped()).isZero();
    assertThat(fixture.parts.logged()).isEmpty();
  }

  @Test
  void classWithoutSuchAField_isWoven() throws Exception {
    fixture.use(hook("**.Wrapper#call", "Told").unlessFieldFrom(List.of("com.lib.")));

    call(fixture.load(Wrapper.class), "call", "x");

    assertThat(fixture.told).containsExactly("entered x", "x gave x1");
  }

  @Test
  void staticFieldOfALibrary_doesNotMatter() throws Exception {
    fixture.use(
        hook("**.StaticWrapper#call", "Told").unlessFieldFrom(List.of("java.util.concurrent.")));

    call(fixture.load(StaticWrapper.class), "call", "x");

    assertThat(fixture.told).isNotEmpty();
  }

  @Test
  void innermostOverload_isSeen_itsCallersAreNot() throws Exception {
    fixture.use(hook("**.Overloads#ask", "Again").innermostOverload());
    Class<?> woven = fixture.load(Overloads.class);

    assertThat(call(woven, "ask", "a")).isEqualTo("a");
    assertThat(fixture.told)
        .as("its two calls of itself, too")
        .containsExactly("again a", "again a", "again a");
    fixture.told.clear();
    assertThat(call(woven, "ask", "b", "en")).isEqualTo("b en");
    assertThat(fixture.told).as("calls no other").containsExactly("again b");
  }

  @Test
  void withoutInnermost_everyOverloadIsSeen() throws Exception {
    fixture.use(hook("**.Overloads#ask", "Again"));

    call(fixture.load(Overloads.class), "ask", "a");

    assertThat(fixture.told).hasSize(4);
  }
}

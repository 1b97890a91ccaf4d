package io.athena.apm.core.weaving;

import static io.athena.apm.core.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.core.weaving.sample.Greeting;
import io.athena.apm.core.weaving.sample.Library;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdviceWeaverTest {

  private static final String LIBRARY = Library.class.getName();

  private static Object made(Class<?> type) throws ReflectiveOperationException {
    return type.getConstructor(String.class).newInstance("lib");
  }

  private static Object call(Class<?> type, String method) throws ReflectiveOperationException {
    return type.getMethod(method, String.class).invoke(made(type), "x");
  }

  @Test
  void advice_seesArgumentsAndResult() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#call", "Told"));
    assertThat(call(fixture.woven(Library.class), "call")).isEqualTo("lib x");
    assertThat(fixture.told).containsExactly("entered x", "x gave lib x");
    assertThat(fixture.failures()).isZero();
  }

  @Test
  void advice_seesTheExceptionAndTheCallerGetsItUnchanged() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#fail", "Told"));
    Class<?> woven = fixture.woven(Library.class);
    assertThatThrownBy(() -> call(woven, "fail"))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("x");
    assertThat(fixture.told).containsExactly("entered x", "x gave null, x");
    assertThat(fixture.failures()).isZero();
  }

  @Test
  void parameters_chooseTheOverload() throws Exception {
    WeaverFixture fixture =
        new WeaverFixture(hook(LIBRARY + "#call(java.lang.String, int)", "Told"));
    Class<?> woven = fixture.woven(Library.class);
    assertThat(call(woven, "call")).isEqualTo("lib x");
    assertThat(fixture.told).isEmpty();
    assertThat(woven.getMethod("call", String.class, int.class).invoke(made(woven), "y", 2))
        .isEqualTo("yy");
    assertThat(fixture.told).containsExactly("entered y", "y gave yy");
  }

  @Test
  void constructor_isSeenWithItsFields() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#<init>", "Made"));
    assertThat(made(fixture.woven(Library.class))).isNotNull();
    assertThat(fixture.told).containsExactly("made lib");
  }

  @Test
  void defaultMethodOfAnInterface_isWoven() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(Greeting.class.getName() + "#greet", "Told"));
    assertThat(fixture.weave(Greeting.class.getClassLoader(), Greeting.class)).isNotNull();
  }

  @Test
  void glob_matchesTheSimpleNameInAnyPackage() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook("**.Library#call", "Told"));
    assertThat(call(fixture.woven(Library.class), "call")).isEqualTo("lib x");
    assertThat(fixture.told).isNotEmpty();
  }

  @Test
  void globWithoutTheMethod_isSilent() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook("**.Library#absent", "Told"));
    assertThat(fixture.weave(Library.class.getClassLoader(), Library.class)).isNull();
    assertThat(fixture.skipped()).isZero();
    assertThat(fixture.lines()).isEmpty();
  }

  @Test
  void libraryWithoutTheMethod_isOneLineAndACount() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#absent(int)", "Told"));
    assertThat(fixture.weave(Library.class.getClassLoader(), Library.class)).isNull();
    assertThat(fixture.weave(Library.class.getClassLoader(), Library.class)).isNull();
    assertThat(fixture.lines())
        .containsExactly(
            "sample: this version of the library has no "
                + LIBRARY
                + "#absent(int); what depends on it is not measured");
    assertThat(fixture.skipped()).isEqualTo(2);
  }

  @Test
  void missingMember_skipsItsHookOnly() throws Exception {
    WeaverFixture fixture =
        new WeaverFixture(hook(LIBRARY + "#call", "Told"), hook(LIBRARY + "#fail", "Drifted"));
    assertThat(call(fixture.woven(Library.class), "call")).isEqualTo("lib x");
    assertThat(fixture.told).isNotEmpty();
    assertThat(fixture.lines()).singleElement().asString().contains(LIBRARY + "#renamed");
    assertThat(fixture.skipped()).isEqualTo(1);
  }

  @Test
  void inheritedMember_isFound() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#call", "Inherits"));
    call(fixture.woven(Library.class), "call");
    assertThat(fixture.told).contains("inherited 7");
    assertThat(fixture.skipped()).isZero();
  }

  @Test
  void adviceThatThrows_isContainedAndCounted() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#call", "Fails"));
    assertThat(call(fixture.woven(Library.class), "call")).isEqualTo("lib x");
    assertThat(fixture.failures()).isEqualTo(1);
    assertThat(fixture.lines())
        .singleElement()
        .asString()
        .contains("sample", "contained", "in the advice");
  }

  @Test
  void adviceThatKeepsThrowing_blowsTheFuse() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#call", "Fails"));
    Class<?> woven = fixture.woven(Library.class);
    for (int i = 0; i < AdviceFuse.LIMIT + 5; i++) {
      call(woven, "call");
    }
    assertThat(fixture.blown).isEqualTo(List.of("sample"));
    assertThat(fixture.weave(Library.class.getClassLoader(), Library.class))
        .as("what is loaded from now on")
        .isNull();
  }

  @Test
  void loaderThatHidesTheAgent_isLeftAloneWithOneLine() throws Exception {
    WeaverFixture fixture = new WeaverFixture(hook(LIBRARY + "#call", "Told"));
    ClassLoader hiding = new ClassLoader(ClassLoader.getPlatformClassLoader()) {};
    assertThat(fixture.weave(hiding, Library.class)).isNull();
    assertThat(fixture.weave(hiding, Library.class)).isNull();
    assertThat(fixture.lines()).singleElement().asString().contains("hides the agent");
  }

  @Test
  void prime_leavesNoTrace() {
    WeaverFixture fixture = new WeaverFixture();
    new AdviceWeaver(new HookTable(List.of()), name -> true, fixture.registry, fixture.log).prime();
    assertThat(fixture.registry.snapshot().samples()).isEmpty();
    assertThat(fixture.lines()).isEmpty();
  }
}

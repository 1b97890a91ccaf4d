package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.call;
import static io.athena.apm.weaving.WeaverFixture.hook;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.sample.Advices;
import io.athena.apm.weaving.sample.Library;
import io.athena.apm.weaving.sample.LibraryBase;
import io.athena.apm.weaving.sample.Request;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.MemberRemoval;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Versions of a library that lack a member that an advice refers to. */
class MemberCheckTest {

  private static final String LIBRARY = Library.class.getName();
  private static final String REQUEST = Request.class.getName();

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @Test
  void hookedMethodThatIsMissing_isNamedAndCountedOnce_howeverOftenItsClassIsWoven() {
    fixture.use(hook(LIBRARY + "#absent(int)", "Reported"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.weave(Library.class)).isNull();
    assertNamedOnce(LIBRARY + "#absent(int)");
    assertThat(fixture.skipped()).isEqualTo(1);
  }

  @Test
  void hookedMethodThatOnlySomeVersionsHave_isNotMissed() {
    fixture.use(Hook.optional(LIBRARY + "#absent(int)", Advices.class, "Reported"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.skipped()).isZero();
    assertThat(fixture.parts.logged()).isEmpty();
  }

  @Test
  void hookedMethodThatIsMissing_isCountedForEachClassLoader() {
    fixture.use(hook(LIBRARY + "#absent(int)", "Reported"));
    byte[] library = ClassFiles.of(Library.class);

    assertThat(fixture.advice().weave(new ClassFiles(), LIBRARY, library)).isNull();
    assertThat(fixture.advice().weave(new ClassFiles(), LIBRARY, library)).isNull();
    assertNamedOnce(LIBRARY + "#absent(int)");
    assertThat(fixture.skipped()).isEqualTo(2);
  }

  @Test
  void overloadThatIsMissing_isNamed() {
    fixture.use(hook(LIBRARY + "#call(java.lang.Object)", "Reported"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertNamedOnce(LIBRARY + "#call(java.lang.Object)");
  }

  @Test
  void fieldOfTheWovenClassThatIsMissing_skipsItsHookOnly() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "Reported"), hook(LIBRARY + "#fail", "NamesAbsentField"));

    assertThat(call(fixture.load(Library.class), "call", "x")).isEqualTo("lib x");
    assertThat(fixture.reported).containsExactly("entered x", "x gave lib x");
    assertNamedOnce(LIBRARY + "#absent");
    assertThat(fixture.skipped()).isEqualTo(1);
  }

  @Test
  void methodOfAnotherClassThatIsMissing_skipsItsHookOnly() {
    fixture.use(hook(LIBRARY + "#call", "Reported"), hook(LIBRARY + "#send", "CallsRequest"));

    assertThat(weaveAgainst(new MemberRemoval().stripMethods(named("model")))).isNotNull();
    assertNamedOnce(REQUEST + "#model");
    assertThat(fixture.skipped()).isEqualTo(1);
    assertThat(fixture.woven()).isEqualTo(1);
  }

  @Test
  void fieldOfAnotherClassThatIsMissing_skipsItsHookOnly() {
    fixture.use(hook(LIBRARY + "#call", "Reported"), hook(LIBRARY + "#send", "ReadsRequest"));

    assertThat(weaveAgainst(new MemberRemoval().stripFields(named("size")))).isNotNull();
    assertNamedOnce(REQUEST + "#size");
    assertThat(fixture.skipped()).isEqualTo(1);
  }

  @Test
  void classThatIsMissing_skipsTheHook() {
    fixture.use(hook(LIBRARY + "#send", "CallsRequest"));

    assertThat(weaveAgainst(new byte[0])).isNull();
    assertNamedOnce(REQUEST + "#model");
  }

  @Test
  void membersThatAreThere_areUsed() throws Exception {
    fixture.use(hook(LIBRARY + "#send", "CallsRequest"), hook(LIBRARY + "#send", "ReadsRequest"));

    call(fixture.load(Library.class), "send", new Request());

    assertThat(fixture.reported).containsExactlyInAnyOrder("model gpt", "size 3");
    assertThat(fixture.skipped()).isZero();
  }

  @Test
  void inheritedMethodAndField_areFound() throws Exception {
    fixture.use(hook(LIBRARY + "#call(java.lang.String)", "Inherits"));

    call(fixture.load(Library.class, LibraryBase.class), "call", "x");

    assertThat(fixture.reported).containsExactly("inherited 7 7");
    assertThat(fixture.skipped()).isZero();
  }

  @Test
  void fieldOfAnotherType_leavesItsMethodAlone() {
    fixture.use(hook(LIBRARY + "#fail", "ReadsNumberAsText"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.parts.logged())
        .containsExactly(
            LIBRARY
                + "#fail(Ljava/lang/String;)Ljava/lang/String; is not woven:"
                + " field inherited has another type");
  }

  @Test
  void fieldOfAnObject_leavesAStaticMethodAlone() {
    fixture.use(hook(LIBRARY + "#shared", "Made"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.parts.logged())
        .containsExactly(
            LIBRARY
                + "#shared(Ljava/lang/String;)Ljava/lang/String; is not woven:"
                + " it has no object whose field name can be read");
  }

  private byte[] weaveAgainst(MemberRemoval removal) {
    return weaveAgainst(new ByteBuddy().redefine(Request.class).visit(removal).make().getBytes());
  }

  /** Weaves the library for a loader that has another version of {@link Request}. */
  private byte[] weaveAgainst(byte[] request) {
    ClassLoader loader =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          public InputStream getResourceAsStream(String name) {
            return !name.equals(REQUEST.replace('.', '/') + ".class")
                ? super.getResourceAsStream(name)
                : request.length == 0 ? null : new ByteArrayInputStream(request);
          }
        };
    return fixture.advice().weave(loader, LIBRARY, ClassFiles.of(Library.class));
  }

  private void assertNamedOnce(String member) {
    assertThat(fixture.parts.logged())
        .containsExactly(
            "sample: this version of the library has no "
                + member
                + "; what depends on it is not measured");
  }
}

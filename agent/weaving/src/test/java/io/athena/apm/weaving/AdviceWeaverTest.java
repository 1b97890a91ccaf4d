package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.call;
import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.sample.Library;
import io.athena.apm.weaving.sample.LibraryBase;
import java.lang.reflect.InvocationTargetException;
import net.bytebuddy.asm.Advice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AdviceWeaverTest {

  private static final String LIBRARY = Library.class.getName();

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @Test
  void advice_seesArgumentsAndResult() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "Reported"));

    assertThat(call(fixture.load(Library.class), "call", "x")).isEqualTo("lib x");
    assertThat(fixture.reported).containsExactly("entered x", "x gave lib x");
  }

  @Test
  void classWhoseMethodsAreAllRefused_isNotWoven() throws Exception {
    fixture.use(Hook.of(LIBRARY + "#call", AdviceWeaverTest.class, "TakesTextForANumber"));

    assertThat(fixture.weave(Library.class)).isNull();
    assertThat(fixture.woven()).isZero();
    assertThat(fixture.advice().hasWoven()).isFalse();
  }

  /** Can't be woven into a method whose first argument is text. */
  static final class TakesTextForANumber {

    private TakesTextForANumber() {}

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) int number) {
      Probes.ai().startCall(null, null, Integer.toString(number), null);
    }
  }

  @Test
  void advice_seesTheException_andTheCallerGetsItUnchanged() throws Exception {
    fixture.use(hook(LIBRARY + "#fail", "Reported"));
    Class<?> woven = fixture.load(Library.class);

    assertThatThrownBy(() -> call(woven, "fail", "x"))
        .isInstanceOf(InvocationTargetException.class)
        .cause()
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("x");
    assertThat(fixture.reported).containsExactly("entered x", "x gave null, x");
  }

  @Test
  void constructor_isSeenWithItsFields() throws Exception {
    fixture.use(hook(LIBRARY + "#<init>(java.lang.String)", "Made"));

    fixture.load(Library.class).getConstructor(String.class).newInstance("new");

    assertThat(fixture.reported).containsExactly("made new");
  }

  @Test
  void adviceOfTwoHooks_goesIntoOneMethod() throws Exception {
    fixture.use(
        hook(LIBRARY + "#call(java.lang.String)", "Reported"), hook(LIBRARY + "#call", "Again"));

    call(fixture.load(Library.class), "call", "x");

    assertThat(fixture.reported).containsExactlyInAnyOrder("entered x", "again x", "x gave lib x");
  }

  @Test
  void otherMethods_runAsBefore() throws Exception {
    fixture.use(hook(LIBRARY + "#fail", "Reported"));

    assertThat(call(fixture.load(Library.class), "call", "x")).isEqualTo("lib x");
    assertThat(fixture.reported).isEmpty();
  }

  @Test
  void classWithoutHooks_isLeftAlone() {
    fixture.use(hook(LIBRARY + "#call", "Reported"));

    assertThat(fixture.weave(LibraryBase.class)).isNull();
    assertThat(fixture.woven()).isZero();
    assertThat(fixture.advice().hasWoven()).isFalse();
  }

  @Test
  void wovenClass_isCountedOnceForItsInstrumentation() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "Reported"), hook(LIBRARY + "#fail", "Reported"));

    fixture.load(Library.class);

    assertThat(fixture.woven()).isEqualTo(1);
    assertThat(fixture.advice().hasWoven()).isTrue();
  }

  @Test
  void instrumentationThatIsSwitchedOff_takesNoOtherWithIt() throws Exception {
    fixture.use(
        SampleInstrumentation.of("off", hook(LIBRARY + "#call", "Reported")),
        SampleInstrumentation.of("sample", hook(LIBRARY + "#call", "Again")));
    fixture.switchOff("off");

    call(fixture.load(Library.class), "call", "x");

    assertThat(fixture.reported).containsExactly("again x");
  }

  @Test
  void prime_leavesNoTrace() {
    fixture.advice().prime();

    assertThat(fixture.parts.registry().snapshot().samples()).isEmpty();
    assertThat(fixture.parts.logged()).isEmpty();
    assertThat(fixture.advice().hasWoven()).isFalse();
  }
}

package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.call;
import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.core.errors.Door;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.sample.Library;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The application never sees an exception of an advice. */
class FailingAdviceTest {

  private static final String LIBRARY = Library.class.getName();

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @ParameterizedTest
  @ValueSource(strings = {"FailsAtEnter", "FailsAtExit"})
  void result_isUnchanged(String advice) throws Exception {
    fixture.use(hook(LIBRARY + "#call", advice));

    assertThat(call(fixture.load(Library.class), "call", "x")).isEqualTo("lib x");
    fixture.expectErrors(Door.ADVICE, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"FailsAtEnter", "FailsAtExit"})
  void exception_isUnchanged(String advice) throws Exception {
    fixture.use(hook(LIBRARY + "#fail", advice));
    Class<?> woven = fixture.load(Library.class);

    assertThatThrownBy(() -> call(woven, "fail", "x"))
        .cause()
        .isExactlyInstanceOf(IllegalStateException.class)
        .hasMessage("x")
        .hasNoSuppressedExceptions();
    fixture.expectErrors(Door.ADVICE, 1);
  }

  @Test
  void failure_isToldOnce_withItsInstrumentation() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "FailsAtEnter"));
    Class<?> woven = fixture.load(Library.class);

    call(woven, "call", "x");
    call(woven, "call", "y");

    assertThat(fixture.parts.logged())
        .singleElement()
        .asString()
        .startsWith("sample at " + LIBRARY + "#call: an advice failed and was contained")
        .contains("IllegalArgumentException at " + LIBRARY);
    fixture.expectErrors(Door.ADVICE, 2);
  }

  @Test
  void otherAdviceOfTheSameMethod_stillRuns() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "FailsAtEnter"), hook(LIBRARY + "#call", "Again"));

    call(fixture.load(Library.class), "call", "x");

    assertThat(fixture.reported).containsExactly("again x");
    fixture.expectErrors(Door.ADVICE, 1);
  }

  @Test
  void hookThatKeepsFailing_isTakenOutOfClassesToCome() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "FailsAtEnter"), hook(LIBRARY + "#fail", "Again"));
    Class<?> woven = fixture.load(Library.class);
    for (int i = 0; i < AdviceFuse.LIMIT + 5; i++) {
      call(woven, "call", "x");
    }

    assertThat(fixture.blown).containsExactly("sample at " + LIBRARY + "#call");
    assertThat(fixture.reported).isEmpty();
    Class<?> later = fixture.load(Library.class);
    call(later, "call", "x");
    assertThatThrownBy(() -> call(later, "fail", "x")).isNotNull();
    assertThat(fixture.reported).containsExactly("again x");
    fixture.expectErrors(Door.ADVICE, AdviceFuse.LIMIT + 5);
  }

  @Test
  void listenerThatFailsItself_isContained() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "FailsAtEnter"));
    Class<?> woven = fixture.load(Library.class);
    Probes.install(
        (problem, instrumentation) -> {
          throw new IllegalStateException("in the listener", problem);
        });

    assertThat(call(woven, "call", "x")).isEqualTo("lib x");
  }
}

package io.athena.apm.weaving.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A woven method of any shape behaves as before, and the advice runs at its enter and its exit. */
class ClassWeaverTest implements AiProbe {

  private final List<String> reported = new ArrayList<>();
  private final List<String> failed = new ArrayList<>();

  static Stream<String> methods() {
    return WovenShapes.methods().map(Method::getName).sorted();
  }

  @BeforeEach
  void install() {
    Probes.install((AiProbe) this);
    Probes.install((AdviceFailures) (problem, name) -> failed.add(name + " " + problem));
  }

  @AfterEach
  void uninstall() {
    Probes.install(new AiProbe() {});
    Probes.install((problem, origin) -> {});
  }

  @ParameterizedTest
  @MethodSource("methods")
  void wovenMethod_doesWhatItDid_withAnyAdvice(String method) throws Exception {
    for (Class<?> advice :
        List.of(
            ReportingAdvice.All.class,
            ReportingAdvice.Returned.class,
            ReportingAdvice.Kept.class)) {
      Class<?> woven = WovenShapes.with(advice);
      for (int second : new int[] {0, 1, 2, 3, 17, 1000}) {
        assertThat(call(woven, method, "1b3", second))
            .as("%s, %s", advice, second)
            .isEqualTo(call(Shapes.class, method, "1b3", second));
      }
    }
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void advice_seesTheArgumentsAsTheyCameAndWhatEndedTheMethod(String method) throws Exception {
    String ended = call(WovenShapes.with(ReportingAdvice.All.class), method, "1b3", 1);

    assertThat(reported)
        .startsWith(method + " 1b3 1")
        .containsOnlyOnce("exit 1b3 1")
        .last()
        .asString()
        .containsAnyOf("gave " + ended + ", threw null", "gave null, threw " + ended, "gave 0");
  }

  @ParameterizedTest
  @MethodSource("methods")
  void adviceThatFails_leavesTheMethodAlone(String method) throws Exception {
    Class<?> woven = WovenShapes.with(ReportingAdvice.Failing.class);
    for (int second : new int[] {0, 1, 5}) {
      assertThat(call(woven, method, "1b3", second))
          .isEqualTo(call(Shapes.class, method, "1b3", second));
    }
    assertThat(failed)
        .isNotEmpty()
        .allMatch(line -> line.startsWith("shapes java.lang."), "one of ours");
    assertThat(reported).isEmpty();
  }

  @Test
  void exception_keepsItsIdentityAndItsTrace() throws Exception {
    Class<?> woven = WovenShapes.with(ReportingAdvice.All.class);
    Method endless = woven.getMethod("endless", String.class, int.class);

    Throwable thrown = null;
    try {
      endless.invoke(woven.getConstructor().newInstance(), "x", 1);
    } catch (InvocationTargetException caught) {
      thrown = caught.getCause();
    }

    assertThat(thrown).isExactlyInstanceOf(UnsupportedOperationException.class).hasMessage("x1");
    assertThat(thrown.getStackTrace()[0].getLineNumber()).isPositive();
    assertThat(thrown.getSuppressed()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<init>()V", "<init>(Ljava/lang/String;)V"})
  void constructor_takesAnExit(String constructor) throws Exception {
    Class<?> woven = WovenShapes.with(ReportingAdvice.Made.class, constructor);

    assertThat(woven.getConstructor().newInstance()).isInstanceOf(woven);
    assertThat(reported).containsExactly("made " + woven.getName() + " null");
  }

  private static String call(Class<?> type, String method, String first, int second)
      throws ReflectiveOperationException {
    Method found = type.getMethod(method, String.class, int.class);
    Object target =
        Modifier.isStatic(found.getModifiers()) ? null : type.getConstructor().newInstance();
    try {
      return text(found.invoke(target, first, second));
    } catch (InvocationTargetException thrown) {
      return thrown.getCause().toString();
    }
  }

  private static String text(Object value) {
    if (value instanceof Object[] array) {
      return Arrays.toString(array);
    }
    return value instanceof Supplier<?> supplier ? text(supplier.get()) : String.valueOf(value);
  }

  @Override
  public Object startCall(String first, String second, Object third, Object request) {
    reported.add(first + " " + second + " " + third);
    return reported.size();
  }

  @Override
  public void endAnalysis(Object entered, Object result, Throwable error) {
    reported.add(entered + " gave " + text(result) + ", threw " + error);
  }
}

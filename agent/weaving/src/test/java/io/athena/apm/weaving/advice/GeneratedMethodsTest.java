package io.athena.apm.weaving.advice;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.runtime.AdviceFailures;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random methods behave the same with any advice, and the advice runs at the enter and exit of each
 * call.
 */
class GeneratedMethodsTest implements AiProbe {

  private static final int[] VERSIONS = {45, 48, 49, 50, 51, 52, 55, 61};
  private static final List<Class<?>> ADVICE =
      List.of(
          ReportingAdvice.All.class,
          ReportingAdvice.Returned.class,
          ReportingAdvice.Kept.class,
          ReportingAdvice.Failing.class);

  private final List<String> reported = new ArrayList<>();

  static LongStream seeds() {
    return LongStream.range(0, 48);
  }

  @BeforeEach
  void install() {
    Probes.install((AiProbe) this);
    Probes.install((AdviceFailures) (problem, name) -> {});
  }

  @AfterEach
  void uninstall() {
    Probes.install(new AiProbe() {});
    Probes.install((problem, origin) -> {});
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void wovenMethods_giveAndThrowTheSame(long seed) throws Exception {
    byte[] original = Generated.classFile(seed, VERSIONS[(int) seed % VERSIONS.length]);
    List<Class<?>> advice = new ArrayList<>(ADVICE);
    Collections.shuffle(advice, new Random(seed));
    advice = advice.subList(0, 1 + (int) seed % 3);
    List<String> refusals = new ArrayList<>();
    byte[] once = Generated.woven(original, null, advice, refusals);
    byte[] twice = Generated.woven(once, null, advice, refusals);

    assertThat(refusals).isEmpty();
    assertSame(Generated.loaded(original), Generated.loaded(once), advice);
    assertSame(Generated.loaded(original), Generated.loaded(twice), advice);
  }

  private void assertSame(Class<?> original, Class<?> woven, List<Class<?>> advice)
      throws ReflectiveOperationException {
    for (Method method : original.getDeclaredMethods()) {
      Method same = woven.getMethod(method.getName(), method.getParameterTypes());
      for (int number : new int[] {0, 1, -7, 60, 1000}) {
        reported.clear();
        assertThat(called(same, number))
            .as("%s %s", method, number)
            .isEqualTo(called(method, number));
        assertBothEndsReported(method, advice);
      }
    }
  }

  private void assertBothEndsReported(Method method, List<Class<?>> advice) {
    if (advice.contains(ReportingAdvice.All.class)) {
      long ends = reported.stream().filter(line -> line.startsWith("exit text")).count();
      assertThat(reported)
          .as("%s", method)
          .filteredOn(line -> line.startsWith(method.getName() + " text"))
          .isNotEmpty()
          .hasSize((int) ends);
    }
  }

  private static String called(Method method, int number) throws ReflectiveOperationException {
    Class<?>[] types = method.getParameterTypes();
    Object[] arguments = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      arguments[i] = types[i] == long.class ? 7L : types[i] == double.class ? 0.5 : (Object) number;
    }
    arguments[0] = "text";
    try {
      return String.valueOf(method.invoke(null, arguments));
    } catch (InvocationTargetException thrown) {
      return thrown.getCause().toString();
    }
  }

  @Override
  public Object startCall(String first, String second, Object third, Object request) {
    reported.add(first + " " + second + " " + third);
    return reported.size();
  }

  @Override
  public void endAnalysis(Object entered, Object result, Throwable error) {
    reported.add(entered + " gave " + result + ", threw " + error);
  }
}

package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.call;
import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.sample.Greeting;
import io.athena.apm.weaving.sample.Library;
import io.athena.apm.weaving.sample.Parser;
import io.athena.apm.weaving.sample.Unfinished;
import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The methods of a class that a hook matches. */
class HookedMethodsTest {

  private static final String LIBRARY = Library.class.getName();
  private static final String UNFINISHED = Unfinished.class.getName();

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  @Test
  void parameters_chooseTheOverload() throws Exception {
    fixture.use(hook(LIBRARY + "#call(java.lang.String, int)", "Reported"));
    Class<?> woven = fixture.load(Library.class);

    call(woven, "call", "x");
    assertThat(fixture.reported).isEmpty();
    call(woven, "call", "y", 2);
    assertThat(fixture.reported).containsExactly("entered y", "y gave yy");
  }

  @Test
  void nameAlone_meansEveryOverload() throws Exception {
    fixture.use(hook(LIBRARY + "#call", "Again"));
    Class<?> woven = fixture.load(Library.class);

    call(woven, "call", "x");
    call(woven, "call", "y", 2);

    assertThat(fixture.reported).containsExactly("again x", "again y");
  }

  @Test
  void defaultMethodOfAnInterface_isWoven() throws Exception {
    fixture.use(hook(Greeting.class.getName() + "#greet", "Reported"));

    assertThat(call(fixture.load(Library.class, Greeting.class), "greet", "you"))
        .isEqualTo("hello you");
    assertThat(fixture.reported).containsExactly("entered you", "you gave hello you");
  }

  @Test
  @SuppressWarnings("unchecked")
  void bridge_isNotWoven_soThatACallIsSeenOnce() throws Exception {
    assertThat(Arrays.stream(Parser.class.getDeclaredMethods()).filter(m -> m.isBridge()))
        .hasSize(1);
    fixture.use(hook(Parser.class.getName() + "#apply", "Reported"));
    Object parser = fixture.load(Parser.class).getConstructor().newInstance();

    assertThat(((Function<Object, Object>) parser).apply("x")).isEqualTo("x!");
    assertThat(fixture.reported).containsExactly("entered x", "x gave x!");
  }

  @Test
  void syntheticMethod_isNotWoven() {
    String lambda =
        Arrays.stream(Parser.class.getDeclaredMethods())
            .map(method -> method.getName())
            .filter(name -> name.startsWith("lambda$"))
            .findFirst()
            .orElseThrow();
    fixture.use(hook(Parser.class.getName() + "#" + lambda, "Reported"));

    assertThat(fixture.weave(Parser.class)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"(java.lang.String)", "(java.lang.String, int)"})
  void abstractOrNativeMethod_isNotWoven(String parameters) {
    fixture.use(hook(UNFINISHED + "#call" + parameters, "Reported"));

    assertThat(fixture.weave(Unfinished.class)).isNull();
    assertThat(fixture.skipped()).isEqualTo(1);
  }

  @Test
  void methodWithCode_isWovenNextToOthersWithout() throws Exception {
    fixture.use(hook(UNFINISHED + "#call", "Reported"));
    Class<?> base = fixture.load(Unfinished.class, Unfinished.Finished.class);
    Class<?> finished = base.getClassLoader().loadClass(Unfinished.Finished.class.getName());

    assertThat(call(finished, "call", "x", "y")).isEqualTo("xy");
    assertThat(call(finished, "call", "z")).isEqualTo("z");
    assertThat(fixture.reported).containsExactly("entered x", "x gave xy");
  }

  @Test
  void staticMethod_isWovenWhereTheClassIsNamed() throws Exception {
    fixture.use(hook(LIBRARY + "#shared", "Reported"));

    call(fixture.load(Library.class), "shared", "x");

    assertThat(fixture.reported).containsExactly("entered x", "x gave x");
  }
}

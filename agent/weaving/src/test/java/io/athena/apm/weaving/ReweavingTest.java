package io.athena.apm.weaving;

import static io.athena.apm.weaving.WeaverFixture.hook;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.errors.Door;
import io.athena.apm.weaving.sample.Library;
import io.athena.apm.weaving.sample.Reloaded;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Classes that are loaded before they are woven. */
class ReweavingTest {

  private static final Hook HOOK = hook(Reloaded.class.getName() + "#call", "Reported");

  @RegisterExtension private final WeaverFixture fixture = new WeaverFixture();

  private final Instrumentation jvm = ByteBuddyAgent.install();
  private final ClassFileRecorder seen = new ClassFileRecorder(Reloaded.class);
  private final Reloaded loaded = new Reloaded();
  private WeavingTransformer weaving;

  @BeforeEach
  void addTransformers() {
    fixture.use(HOOK);
    weaving = new WeavingTransformer(fixture.advice(), fixture.parts.errors());
    jvm.addTransformer(weaving, true);
    jvm.addTransformer(seen, true);
  }

  @AfterEach
  void removeTransformers() throws UnmodifiableClassException {
    jvm.removeTransformer(weaving);
    jvm.removeTransformer(seen);
    jvm.retransformClasses(Reloaded.class, Library.class);
  }

  @Test
  void loadedClass_isWoven_andItsObjectsReport() {
    assertThat(loaded.call("before")).isEqualTo("before");
    reweave(jvm);

    assertThat(loaded.call("after")).isEqualTo("after");
    assertThat(fixture.reported).containsExactly("entered after", "after gave after");
    assertThat(fixture.woven()).isEqualTo(1);
  }

  @Test
  void instrumentationThatIsSwitchedOff_givesTheOriginalCodeBack() {
    fixture.switchOff("sample");
    reweave(jvm);
    byte[] original = seen.bytes();
    fixture.switchOn("sample");
    reweave(jvm);
    assertThat(seen.bytes()).as("woven").isNotEqualTo(original);
    loaded.call("x");
    assertThat(fixture.reported).containsExactly("entered x", "x gave x");

    fixture.switchOff("sample");
    reweave(jvm);

    assertThat(seen.bytes()).isEqualTo(original);
    assertThat(loaded.call("y")).isEqualTo("y");
    assertThat(fixture.reported).as("nothing more").hasSize(2);
  }

  @Test
  void classThatCantBeWovenAgain_takesNoOtherWithIt() {
    Library other = new Library();
    fixture.use(HOOK, hook(Library.class.getName() + "#call", "Reported"));
    jvm.removeTransformer(weaving);
    weaving = new WeavingTransformer(fixture.advice(), fixture.parts.errors());
    jvm.addTransformer(weaving, true);

    reweave(refusing(Reloaded.class));

    other.call("x");
    loaded.call("y");
    assertThat(fixture.reported).containsExactly("entered x", "x gave lib x");
    assertThat(fixture.parts.logged())
        .singleElement()
        .asString()
        .startsWith(Reloaded.class.getName() + " stays as it was loaded");
    fixture.expectErrors(Door.WEAVING, 1);
  }

  /** The JVM's instrumentation, which fails for one class. */
  private Instrumentation refusing(Class<?> refused) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (method.getName().equals("retransformClasses")
              && ((Class<?>[]) arguments[0])[0] == refused) {
            throw new UnmodifiableClassException("refused");
          }
          return method.invoke(jvm, arguments);
        };
    return (Instrumentation)
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, handler);
  }

  private void reweave(Instrumentation instrumentation) {
    new Reweaving(instrumentation, type -> fixture.hooks().isFor(type.getName()))
        .run(fixture.parts.errors());
  }
}

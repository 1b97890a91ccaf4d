package io.athena.apm.premain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GateTest {

  private static final byte[] CLASS_FILE = {1};
  private static final byte[] WOVEN = {2};

  private final ClassLoader application = getClass().getClassLoader();
  private final ClassLoader engine = new ClassLoader() {};
  private final Gate gate =
      new Gate("com/acme/Exact\n**/CircuitBreaker\n!io/github/resilience4j/\n", engine);

  private static final class Weaver implements ClassFileTransformer {

    @Override
    public byte[] transform(
        ClassLoader loader,
        String className,
        Class<?> classBeingRedefined,
        ProtectionDomain protectionDomain,
        byte[] classFile) {
      return WOVEN;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Exact",
        "com.acme.CircuitBreaker",
        "CircuitBreaker",
        "com.acme.Outer$CircuitBreaker",
        "com.acme.Outer$Inner$CircuitBreaker",
        "io.github.resilience.CircuitBreaker"
      })
  void matchingClass_isStopped(String name) {
    assertThat(gate.test(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "com.acme.Exact2",
        "com.other.Exact",
        "com.acme.Outer$Exact",
        "com.acme.CircuitBreaker$State",
        "com.acme.Outer$1CircuitBreaker",
        "com.acme.MyCircuitBreaker",
        "com.acme.Outer$MyCircuitBreaker",
        "com.acme.CircuitBreaker$"
      })
  void otherClass_isNotStopped(String name) {
    assertThat(gate.test(name)).isFalse();
  }

  /**
   * Libraries with an instrumentation have classes with such names; the bundled rules skip them.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "io/github/resilience4j/circuitbreaker/CircuitBreaker",
        "io/github/resilience4j/circuitbreaker/Outer$CircuitBreaker"
      })
  void classOfAnExcludedLibrary_isNotStopped(String name) throws Exception {
    gate.accept(new Weaver());

    assertThat(transform(application, name)).isNull();
    assertThat(transform(application, "com/acme/CircuitBreaker")).isEqualTo(WOVEN);
  }

  @Test
  void classesOfTheEngine_ofTheJvm_andWithoutAName_neverWait() throws Exception {
    assertThat(transform(engine, "com/acme/Exact")).isNull();
    assertThat(transform(null, "com/acme/Exact")).isNull();
    assertThat(transform(application, null)).isNull();
  }

  @Test
  void classThatWaits_isWoven_andTheInterruptIsRestored() throws Exception {
    gate.engineThread(Thread.currentThread());
    Loading loading = new Loading();
    loading.start();
    loading.awaitInTheGate();

    gate.accept(new Weaver());

    loading.join();
    assertThat(loading.result).isEqualTo(WOVEN);
    assertThat(loading.wasInterrupted).isTrue();
  }

  @Test
  void withoutAWeaver_noClassIsWoven() throws Exception {
    gate.accept(null);

    assertThat(transform(application, "com/acme/Exact")).isNull();
  }

  /** The end of a successful start does not remove the weaver. */
  @Test
  void weaver_staysSet() throws Exception {
    gate.accept(new Weaver());
    gate.accept(null);

    assertThat(transform(application, "com/acme/Exact")).isEqualTo(WOVEN);
  }

  /** A thread of the application that loads a class and has been interrupted before. */
  private final class Loading extends Thread {

    private byte[] result;
    private boolean wasInterrupted;

    @Override
    public void run() {
      interrupt();
      try {
        result = transform(application, "com/acme/Exact");
      } catch (Exception unexpected) {
        throw new AssertionError(unexpected);
      }
      wasInterrupted = isInterrupted();
    }

    void awaitInTheGate() {
      while (getState() != State.TIMED_WAITING && isAlive()) {
        Thread.onSpinWait();
      }
    }
  }

  private byte[] transform(ClassLoader loader, String name) throws Exception {
    return gate.transform(loader, name, null, null, CLASS_FILE);
  }
}

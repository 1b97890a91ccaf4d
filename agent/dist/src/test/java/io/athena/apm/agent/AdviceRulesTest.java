package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.advice.EngineClassFile;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules that every advice must keep. Without this test, a violation would fail only inside an
 * application.
 */
class AdviceRulesTest {

  private static final List<String> DURATIONS = List.of("Create", "Analyze", "Observed");

  static Stream<Class<?>> advices() {
    return Instrumentations.all().stream()
        .flatMap(each -> Stream.concat(each.hooks().stream(), each.headerHooks().stream()))
        .map(Hook::advice)
        .distinct()
        .map(AdviceRulesTest::load);
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException missing) {
      throw new AssertionError("a hook names " + name, missing);
    }
  }

  @ParameterizedTest
  @MethodSource("advices")
  void advice_hasNoFieldsAndNothingTheCompilerAdds(Class<?> advice) {
    assertThat(advice.getDeclaredFields()).as("a field would not be inlined").isEmpty();
    assertThat(advice.getDeclaredMethods())
        .as("a lambda compiles to a synthetic method that the woven class does not have")
        .noneMatch(Method::isSynthetic);
    assertThat(advice.getDeclaredClasses()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("advices")
  void adviceMethods_areStaticAndContained(Class<?> advice) {
    for (Method method : advice.getDeclaredMethods()) {
      assertThat(Modifier.isStatic(method.getModifiers())).as("%s is static", method).isTrue();
      assertThat(suppressed(method)).as("%s is contained", method).isEqualTo(Throwable.class);
    }
  }

  @ParameterizedTest
  @MethodSource("advices")
  void exitOfADuration_runsOnExceptionsToo(Class<?> advice) {
    for (Method method : advice.getDeclaredMethods()) {
      Advice.OnMethodExit exit = method.getAnnotation(Advice.OnMethodExit.class);
      if (exit != null && DURATIONS.contains(advice.getSimpleName())) {
        assertThat(exit.onThrowable()).as("%s", method).isEqualTo(Throwable.class);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("advices")
  void everyParameter_saysWhatItIs(Class<?> advice) {
    for (Method method : advice.getDeclaredMethods()) {
      for (Annotation[] annotations : method.getParameterAnnotations()) {
        assertThat(annotations).as("%s", method).hasSize(1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("advices")
  void advice_usesOnlyWhatOldClassFilesMayHave(Class<?> advice) {
    List<String> newer = new ArrayList<>();
    new ClassReader(EngineClassFile.of(advice.getName())).accept(new NewerCode(newer), 0);
    assertThat(newer).as("in class files older than Java 8").isEmpty();
  }

  /** Collects instructions that class files before Java 8 may not have. */
  private static final class NewerCode extends ClassVisitor {

    private final List<String> found;

    NewerCode(List<String> found) {
      super(Opcodes.ASM9);
      this.found = found;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String type, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          found.add("invokedynamic " + name);
        }

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof Type) {
            found.add("class constant " + value);
          }
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean ofInterface) {
          if (ofInterface && opcode != Opcodes.INVOKEINTERFACE) {
            found.add("method with code of interface " + owner + "#" + name);
          }
        }
      };
    }
  }

  private static Class<?> suppressed(Method method) {
    Advice.OnMethodEnter enter = method.getAnnotation(Advice.OnMethodEnter.class);
    Advice.OnMethodExit exit = method.getAnnotation(Advice.OnMethodExit.class);
    assertThat(enter == null ^ exit == null).as("%s is an enter or an exit", method).isTrue();
    return enter == null ? exit.suppress() : enter.suppress();
  }
}

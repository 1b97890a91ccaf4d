package io.athena.apm.weaving.advice;

import static io.athena.apm.weaving.advice.HandWritten.*;
import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Constructors with unusual code: the woven class passes the verifier, or the refusal is reported.
 */
class UnusualConstructorsTest {

  private static final List<Class<?>> MADE = List.of(ReportingAdvice.Made.class);

  private final List<String> refusals = new ArrayList<>();

  @Test
  void constructorThatPutsANumberForItsObject_isWoven() throws Exception {
    Class<?> type = woven(V17, MADE, UnusualConstructorsTest::numberForThis);

    assertThat(refusals).isEmpty();
    assertThat(type.getConstructor().newInstance()).isInstanceOf(type);
  }

  private static void numberForThis(MethodVisitor code) {
    superCall(code);
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, 0);
    code.visitInsn(RETURN);
  }

  @Test
  void constructorWhoseFrameDropsItsObject_isLeftAlone() throws Exception {
    woven(
        V17,
        MADE,
        code -> {
          superCall(code);
          branch(code);
          code.visitInsn(RETURN);
        });

    assertThat(refusals).singleElement().asString().contains("dropped implicit 'this' frame");
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V1_6, V17})
  void constructorThatBranchesBeforeItsObjectIsMade_isWoven(int version) throws Exception {
    Class<?> type =
        woven(
            version,
            MADE,
            code -> {
              branch(code, UNINITIALIZED_THIS);
              superCall(code);
              branch(code, OWNER);
              code.visitInsn(RETURN);
            });

    assertThat(refusals).isEmpty();
    assertThat(type.getConstructor().newInstance()).isInstanceOf(type);
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V1_6, V17})
  void constructorWhoseObjectTheEnterAsksFor_isLeftAlone(int version) throws Exception {
    woven(version, List.of(HandWritten.Watched.class), HandWritten::plainConstructor);

    assertThat(refusals).singleElement().asString().contains("<init>()V is not woven");
  }

  @Test
  void adviceThatCatches_isLeftOutOfAConstructor() throws Exception {
    woven(V17, List.of(ReportingAdvice.Kept.class), HandWritten::plainConstructor);

    assertThat(refusals).singleElement().asString().contains("<init>()V is not woven");
  }

  private Class<?> woven(int version, List<Class<?>> advice, Consumer<MethodVisitor> instructions) {
    return HandWritten.woven(version, "<init>", advice, refusals, instructions);
  }
}

package io.athena.apm.weaving.advice;

import static io.athena.apm.weaving.advice.HandWritten.*;
import static net.bytebuddy.jar.asm.Opcodes.*;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Code that compilers rarely generate but the JVM accepts: the woven class passes the verifier, or
 * the refusal is reported.
 */
class UnusualShapesTest {

  private static final List<Class<?>> TWICE =
      List.of(HandWritten.Watched.class, HandWritten.Watched.class);

  private final List<String> refusals = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V1_5, V1_6, V17})
  void methodThatOnlyThrows_takesTwoAdvices(int version) throws Exception {
    woven(
        version,
        code -> {
          code.visitInsn(ACONST_NULL);
          code.visitInsn(ATHROW);
        });

    assertThat(refusals).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V1_6, V17})
  void methodThatNeverEnds_takesTwoAdvices(int version) throws Exception {
    woven(
        version,
        code -> {
          Label start = new Label();
          code.visitLabel(start);
          code.visitFrame(F_NEW, 1, new Object[] {OWNER}, 0, new Object[0]);
          code.visitJumpInsn(GOTO, start);
        });

    assertThat(refusals).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V17})
  void returnsThatAreFarFromTheExit_areWoven(int version) throws Exception {
    Class<?> type = woven(version, code -> filled(code, 40_000));

    assertThat(refusals).isEmpty();
    type.getMethod("call").invoke(type.getConstructor().newInstance());
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V17})
  void methodThatWouldBeTooLarge_isLeftAlone(int version) throws Exception {
    Class<?> type = woven(version, code -> filled(code, 65_500));

    assertThat(refusals)
        .singleElement()
        .asString()
        .startsWith("generated.Methods#call()V")
        .contains("64 KB");
    type.getMethod("call").invoke(type.getConstructor().newInstance());
  }

  private static void filled(MethodVisitor code, int size) {
    Label end = new Label();
    code.visitInsn(ICONST_0);
    code.visitJumpInsn(IFEQ, end);
    code.visitInsn(RETURN);
    code.visitLabel(end);
    code.visitFrame(F_NEW, 1, new Object[] {OWNER}, 0, new Object[0]);
    for (int i = 0; i < size; i++) {
      code.visitInsn(NOP);
    }
    code.visitInsn(RETURN);
  }

  @Test
  void methodWithAllTheVariablesThereAre_isLeftAlone() throws Exception {
    woven(V17, code -> storing(code, 65_534));

    assertThat(refusals).singleElement().asString().contains("too many local variables");
  }

  private static void storing(MethodVisitor code, int slot) {
    code.visitInsn(ICONST_0);
    code.visitVarInsn(ISTORE, slot);
    code.visitInsn(RETURN);
  }

  @ParameterizedTest
  @ValueSource(ints = {V1_4, V17})
  void returnWithMoreOnTheStack_isWoven(int version) throws Exception {
    woven(
        version,
        code -> {
          code.visitInsn(LCONST_0);
          code.visitInsn(RETURN);
        });

    assertThat(refusals).isEmpty();
  }

  /** As compilers before Java 6 wrote {@code finally}. */
  @Test
  void methodWithASubroutine_isLeftAlone() throws Exception {
    Class<?> type = woven(V1_4, UnusualShapesTest::subroutine);

    assertThat(refusals)
        .singleElement()
        .asString()
        .startsWith("generated.Methods#call()V")
        .contains("jsr");
    type.getMethod("call").invoke(type.getConstructor().newInstance());
  }

  private static void subroutine(MethodVisitor code) {
    Label subroutine = new Label();
    code.visitJumpInsn(JSR, subroutine);
    code.visitInsn(RETURN);
    code.visitLabel(subroutine);
    code.visitVarInsn(ASTORE, 1);
    code.visitVarInsn(RET, 1);
  }

  @Test
  void variableOfTwoSlotsThatBeginsInTheLastOfTheArguments_isWoven() throws Exception {
    Class<?> type =
        woven(
            V17,
            code -> {
              code.visitInsn(LCONST_1);
              code.visitVarInsn(LSTORE, 0);
              code.visitVarInsn(LLOAD, 0);
              code.visitInsn(POP2);
              code.visitInsn(RETURN);
            });

    assertThat(refusals).isEmpty();
    type.getMethod("call").invoke(type.getConstructor().newInstance());
  }

  /**
   * A loop with its condition at the end, as old compilers generated it: it begins with a jump to
   * the condition.
   */
  @ParameterizedTest
  @ValueSource(ints = {V1_4, V17})
  void returnInALoopWhoseConditionComesLast_isWoven(int version) {
    woven(version, UnusualShapesTest::conditionLast);

    assertThat(refusals).isEmpty();
  }

  private static void conditionLast(MethodVisitor code) {
    Label body = new Label();
    Label condition = new Label();
    code.visitJumpInsn(GOTO, condition);
    code.visitLabel(body);
    code.visitFrame(F_NEW, 1, new Object[] {OWNER}, 0, new Object[0]);
    code.visitInsn(RETURN);
    code.visitLabel(condition);
    code.visitFrame(F_NEW, 1, new Object[] {OWNER}, 0, new Object[0]);
    code.visitInsn(ICONST_1);
    code.visitJumpInsn(IFNE, body);
    code.visitInsn(RETURN);
  }

  private Class<?> woven(int version, Consumer<MethodVisitor> instructions) {
    return HandWritten.woven(version, "call", TWICE, refusals, instructions);
  }
}

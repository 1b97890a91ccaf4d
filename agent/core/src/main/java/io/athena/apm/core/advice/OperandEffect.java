package io.athena.apm.core.advice;

import static org.objectweb.asm.Opcodes.*;

/**
 * By how many slots each instruction changes the operand stack: JVM specification, 6.5. Those that
 * depend on a descriptor are {@link OperandStack}'s.
 */
final class OperandEffect {

  private OperandEffect() {}

  static int of(int opcode) {
    return switch (opcode) {
      case LCONST_0, LCONST_1, DCONST_0, DCONST_1, LLOAD, DLOAD, DUP2, DUP2_X1, DUP2_X2 -> 2;
      case ACONST_NULL,
          ICONST_M1,
          ICONST_0,
          ICONST_1,
          ICONST_2,
          ICONST_3,
          ICONST_4,
          ICONST_5,
          FCONST_0,
          FCONST_1,
          FCONST_2,
          BIPUSH,
          SIPUSH,
          ILOAD,
          FLOAD,
          ALOAD,
          DUP,
          DUP_X1,
          DUP_X2,
          I2L,
          I2D,
          F2L,
          F2D,
          NEW ->
          1;
      case IALOAD,
          FALOAD,
          AALOAD,
          BALOAD,
          CALOAD,
          SALOAD,
          ISTORE,
          FSTORE,
          ASTORE,
          POP,
          IADD,
          FADD,
          ISUB,
          FSUB,
          IMUL,
          FMUL,
          IDIV,
          FDIV,
          IREM,
          FREM,
          ISHL,
          LSHL,
          ISHR,
          LSHR,
          IUSHR,
          LUSHR,
          IAND,
          IOR,
          IXOR,
          L2I,
          L2F,
          D2I,
          D2F,
          FCMPL,
          FCMPG,
          IFEQ,
          IFNE,
          IFLT,
          IFGE,
          IFGT,
          IFLE,
          IFNULL,
          IFNONNULL,
          TABLESWITCH,
          LOOKUPSWITCH,
          IRETURN,
          FRETURN,
          ARETURN,
          ATHROW,
          MONITORENTER,
          MONITOREXIT ->
          -1;
      case LSTORE,
          DSTORE,
          POP2,
          LADD,
          DADD,
          LSUB,
          DSUB,
          LMUL,
          DMUL,
          LDIV,
          DDIV,
          LREM,
          DREM,
          LAND,
          LOR,
          LXOR,
          IF_ICMPEQ,
          IF_ICMPNE,
          IF_ICMPLT,
          IF_ICMPGE,
          IF_ICMPGT,
          IF_ICMPLE,
          IF_ACMPEQ,
          IF_ACMPNE,
          LRETURN,
          DRETURN ->
          -2;
      case IASTORE, FASTORE, AASTORE, BASTORE, CASTORE, SASTORE, LCMP, DCMPL, DCMPG -> -3;
      case LASTORE, DASTORE -> -4;
      default -> 0;
    };
  }
}

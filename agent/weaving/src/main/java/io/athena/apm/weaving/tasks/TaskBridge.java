package io.athena.apm.weaving.tasks;

import static net.bytebuddy.jar.asm.Opcodes.AALOAD;
import static net.bytebuddy.jar.asm.Opcodes.ACC_FINAL;
import static net.bytebuddy.jar.asm.Opcodes.ACC_PUBLIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_STATIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SUPER;
import static net.bytebuddy.jar.asm.Opcodes.ACC_SYNTHETIC;
import static net.bytebuddy.jar.asm.Opcodes.ACC_VOLATILE;
import static net.bytebuddy.jar.asm.Opcodes.ALOAD;
import static net.bytebuddy.jar.asm.Opcodes.ASTORE;
import static net.bytebuddy.jar.asm.Opcodes.ATHROW;
import static net.bytebuddy.jar.asm.Opcodes.BIPUSH;
import static net.bytebuddy.jar.asm.Opcodes.CHECKCAST;
import static net.bytebuddy.jar.asm.Opcodes.GETSTATIC;
import static net.bytebuddy.jar.asm.Opcodes.IFNE;
import static net.bytebuddy.jar.asm.Opcodes.IFNULL;
import static net.bytebuddy.jar.asm.Opcodes.ILOAD;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEINTERFACE;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESPECIAL;
import static net.bytebuddy.jar.asm.Opcodes.INVOKESTATIC;
import static net.bytebuddy.jar.asm.Opcodes.INVOKEVIRTUAL;
import static net.bytebuddy.jar.asm.Opcodes.IRETURN;
import static net.bytebuddy.jar.asm.Opcodes.ISTORE;
import static net.bytebuddy.jar.asm.Opcodes.PUTSTATIC;
import static net.bytebuddy.jar.asm.Opcodes.RETURN;
import static net.bytebuddy.jar.asm.Opcodes.V1_6;

import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;

/**
 * Generates the class that woven JDK classes call. It is in their package, so that both resolve
 * each other, and calls functions of the engine.
 *
 * <pre>{@code
 * static boolean exec(ForkJoinTask task) {
 *   Object before = exec.apply(task);
 *   try {
 *     return task.exec();
 *   } finally {
 *     if (before != null) ended.accept(before);
 *   }
 * }
 * }</pre>
 */
/*
 * Why not the bootstrap class path
 *
 * Appending a jar there switches class-data sharing off for every application class. A class that Lookup.defineClass puts into java.base does not. Its class-file version
 * is that of Java 6, which needs no stack frames.
 */
final class TaskBridge {

  static final String PACKAGE = "java/util/concurrent/";
  static final String NAME = PACKAGE + "AthenaTaskBridge";

  /** The function that restores the previous span. */
  private static final String ENDED = "ended";

  private static final String CONSUMER = "java/util/function/Consumer";
  private static final String FUNCTION = "java/util/function/Function";
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CONSUMER_ACCEPT = "(" + OBJECT + ")V";

  private static final String IS_LIVE = "isLive";

  /**
   * False in a JDK without this method: then the span of a completion is kept until it is
   * collected.
   */
  private static final boolean HAS_IS_LIVE = hasIsLive();

  private TaskBridge() {}

  private static boolean hasIsLive() {
    try {
      return Class.forName(TaskCall.FIRE.type().replace('/', '.'), false, null)
              .getDeclaredMethod(IS_LIVE)
              .getReturnType()
          == boolean.class;
    } catch (ReflectiveOperationException changed) {
      return false;
    }
  }

  /**
   * The class file. The class has a constructor without arguments and is a {@code Consumer} of its
   * functions: {@link #ENDED}, the events, the calls. Reflection on its fields would make JDK 18
   * and later generate method handles.
   */
  static byte[] classFile() {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        V1_6,
        ACC_FINAL | ACC_SYNTHETIC | ACC_SUPER,
        NAME,
        null,
        "java/lang/Object",
        new String[] {CONSUMER});
    constructor(writer);
    MethodVisitor install = writer.visitMethod(ACC_PUBLIC, "accept", CONSUMER_ACCEPT, null, null);
    install.visitCode();
    int functions = 0;
    field(writer, install, functions++, ENDED, CONSUMER);
    for (TaskEvent event : TaskEvent.values()) {
      field(writer, install, functions++, event.method(), event.function());
      event(writer, event);
    }
    for (TaskCall call : TaskCall.values()) {
      field(writer, install, functions++, call.method(), FUNCTION);
      call(writer, call);
    }
    end(install, RETURN);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
    code.visitCode();
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(code, RETURN);
  }

  private static void end(MethodVisitor code, int opcode) {
    code.visitInsn(opcode);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Adds a field, and code that sets it from the array that {@code accept} gets. */
  private static void field(
      ClassWriter writer, MethodVisitor install, int index, String name, String type) {
    writer.visitField(ACC_STATIC | ACC_VOLATILE, name, "L" + type + ";", null, null).visitEnd();
    install.visitVarInsn(ALOAD, 1);
    install.visitTypeInsn(CHECKCAST, "[Ljava/lang/Object;");
    install.visitIntInsn(BIPUSH, index);
    install.visitInsn(AALOAD);
    install.visitTypeInsn(CHECKCAST, type);
    install.visitFieldInsn(PUTSTATIC, NAME, name, "L" + type + ";");
  }

  private static void event(ClassWriter writer, TaskEvent event) {
    MethodVisitor code =
        writer.visitMethod(ACC_STATIC, event.method(), event.descriptor(), null, null);
    code.visitCode();
    code.visitFieldInsn(GETSTATIC, NAME, event.method(), "L" + event.function() + ";");
    code.visitVarInsn(ALOAD, 0);
    if (event.isOfPool()) {
      code.visitVarInsn(ALOAD, 1);
    }
    code.visitMethodInsn(INVOKEINTERFACE, event.function(), "accept", event.descriptor(), true);
    end(code, RETURN);
  }

  private static void call(ClassWriter writer, TaskCall call) {
    MethodVisitor code =
        writer.visitMethod(ACC_STATIC, call.method(), call.bridgeDescriptor(), null, null);
    int before = Type.getArgumentTypes(call.bridgeDescriptor()).length;
    int result = before + 1;
    int problem = before + 2;
    Type returned = Type.getReturnType(call.descriptor());
    Label start = new Label();
    Label end = new Label();
    Label thrown = new Label();
    code.visitCode();
    code.visitTryCatchBlock(start, end, thrown, null);
    begun(code, call, before);
    code.visitLabel(start);
    original(code, call);
    if (returned.getSort() != Type.VOID) {
      code.visitVarInsn(returned.getOpcode(ISTORE), result);
    }
    code.visitLabel(end);
    ended(code, call, before);
    if (returned.getSort() != Type.VOID) {
      code.visitVarInsn(returned.getOpcode(ILOAD), result);
    }
    code.visitInsn(returned.getOpcode(IRETURN));
    code.visitLabel(thrown);
    code.visitVarInsn(ASTORE, problem);
    ended(code, call, before);
    code.visitVarInsn(ALOAD, problem);
    end(code, ATHROW);
  }

  private static void begun(MethodVisitor code, TaskCall call, int before) {
    code.visitFieldInsn(GETSTATIC, NAME, call.method(), "L" + FUNCTION + ";");
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKEINTERFACE, FUNCTION, "apply", "(" + OBJECT + ")" + OBJECT, true);
    code.visitVarInsn(ASTORE, before);
  }

  private static void original(MethodVisitor code, TaskCall call) {
    boolean ofInterface = call == TaskCall.RUN || call == TaskCall.GET;
    code.visitVarInsn(ALOAD, 0);
    if (call == TaskCall.FIRE) {
      code.visitVarInsn(ILOAD, 1);
    }
    code.visitMethodInsn(
        ofInterface ? INVOKEINTERFACE : INVOKEVIRTUAL,
        call.type(),
        call.method(),
        call.descriptor(),
        ofInterface);
  }

  private static void ended(MethodVisitor code, TaskCall call, int before) {
    Label nothing = new Label();
    code.visitVarInsn(ALOAD, before);
    code.visitJumpInsn(IFNULL, nothing);
    code.visitFieldInsn(GETSTATIC, NAME, ENDED, "L" + CONSUMER + ";");
    code.visitVarInsn(ALOAD, before);
    code.visitMethodInsn(INVOKEINTERFACE, CONSUMER, "accept", CONSUMER_ACCEPT, true);
    if (call == TaskCall.FIRE && HAS_IS_LIVE) {
      code.visitVarInsn(ALOAD, 0);
      code.visitMethodInsn(INVOKEVIRTUAL, call.type(), IS_LIVE, "()Z", false);
      code.visitJumpInsn(IFNE, nothing);
      code.visitVarInsn(ALOAD, 0);
      String descriptor = TaskEvent.DONE.descriptor();
      code.visitMethodInsn(INVOKESTATIC, NAME, TaskEvent.DONE.method(), descriptor, false);
    }
    code.visitLabel(nothing);
  }
}

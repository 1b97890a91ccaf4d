package io.athena.apm.weaving.tasks;

import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Weaves calls of the bridge into the JDK's executors, for the tasks that they receive and run.
 * Inserts or replaces single instructions: no branch, no local variable, no frame.
 */
final class TaskWeaver extends ClassVisitor {

  private final String type;

  private TaskWeaver(ClassVisitor writer, String type) {
    super(Opcodes.ASM9, writer);
    this.type = type;
  }

  /** Weaves one of the JDK's classes, by its binary name. */
  static byte[] weave(String type, byte[] classFile) {
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new TaskWeaver(writer, type), 0);
    return writer.toByteArray();
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor code = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (TaskSite site : TaskSite.ALL) {
      if (site.binaryName().equals(type) && site.method().equals(name)) {
        code = at(site, access, descriptor, code);
      }
    }
    return code;
  }

  private static MethodVisitor at(
      TaskSite site, int access, String descriptor, MethodVisitor code) {
    if (site.event() == null) {
      return new CallCode(code);
    }
    if (site.event() == TaskEvent.HELPED) {
      return new HelpCode(code);
    }
    int local = site.local(access, descriptor);
    return local < 0 ? code : new EventCode(code, site, local);
  }

  /** Replaces calls that run a task by calls of the bridge. */
  private static final class CallCode extends MethodVisitor {

    CallCode(MethodVisitor code) {
      super(Opcodes.ASM9, code);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      TaskCall call = opcode == Opcodes.INVOKESTATIC ? null : TaskCall.of(name, descriptor);
      if (call == null) {
        super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
      } else {
        super.visitMethodInsn(
            Opcodes.INVOKESTATIC, TaskBridge.NAME, name, call.bridgeDescriptor(), false);
      }
    }
  }

  /** Reports each task to the bridge before it runs. */
  private static final class HelpCode extends MethodVisitor {

    HelpCode(MethodVisitor code) {
      super(Opcodes.ASM9, code);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean ofInterface) {
      if (name.equals("doExec")) {
        super.visitInsn(Opcodes.DUP);
        report(TaskEvent.HELPED, this.mv);
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, ofInterface);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 1, maxLocals);
    }
  }

  private static void report(TaskEvent event, MethodVisitor code) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC, TaskBridge.NAME, event.method(), event.descriptor(), false);
  }

  /** Reports to the bridge where a method begins or where it returns. */
  private static final class EventCode extends MethodVisitor {

    private final TaskEvent event;
    private final int local;
    private final boolean atEnd;

    EventCode(MethodVisitor code, TaskSite site, int local) {
      super(Opcodes.ASM9, code);
      this.event = site.event();
      this.local = local;
      this.atEnd = site.isAtEnd();
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (!atEnd) {
        report();
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (atEnd && (opcode == Opcodes.RETURN || opcode == Opcodes.IRETURN)) {
        report();
      }
      super.visitInsn(opcode);
    }

    private void report() {
      super.visitVarInsn(Opcodes.ALOAD, local);
      if (event.isOfPool()) {
        super.visitVarInsn(Opcodes.ALOAD, 0);
      }
      TaskWeaver.report(event, this.mv);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}

package io.athena.apm.core.advice;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Finds the advice methods of a class file by their annotations, which are Byte Buddy's. Whatever
 * else those can say is refused: an attribute that is silently left out would be advice that does
 * something else than it reads.
 */
final class AdviceReader extends ClassVisitor {

  private static final String ANNOTATIONS = "Lnet/bytebuddy/asm/Advice$";
  private static final String BOUND = Type.getDescriptor(Bound.class);
  private static final String ENTER = ANNOTATIONS + "OnMethodEnter;";
  private static final String EXIT = ANNOTATIONS + "OnMethodExit;";

  private final ClassReader reader;
  private AdviceMethod enter;
  private AdviceMethod exit;

  AdviceReader(ClassReader reader) {
    super(Opcodes.ASM9);
    this.reader = reader;
  }

  AdviceMethod enter() {
    return enter;
  }

  AdviceMethod exit() {
    return exit;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    AdviceMethod method = new AdviceMethod(reader, name, descriptor);
    return new MethodVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        if (type.equals(ENTER)) {
          enter = method;
        } else if (type.equals(EXIT)) {
          if (!Conversion.isVoid(Type.getReturnType(descriptor))) {
            throw unsupported("an exit that gives", Type.getReturnType(descriptor).getClassName());
          }
          exit = method;
        }
        return type.startsWith(ANNOTATIONS) ? new Timing(method) : null;
      }

      @Override
      public AnnotationVisitor visitParameterAnnotation(int index, String type, boolean visible) {
        boolean known = type.startsWith(ANNOTATIONS) || type.equals(BOUND);
        return known ? new Meaning(method, index, type) : null;
      }
    };
  }

  private static IllegalArgumentException unsupported(String what, Object value) {
    return new IllegalArgumentException("advice can't have " + what + " " + value);
  }

  /** {@code OnMethodEnter} and {@code OnMethodExit}. */
  private static final class Timing extends AnnotationVisitor {

    private final AdviceMethod method;

    Timing(AdviceMethod method) {
      super(Opcodes.ASM9);
      this.method = method;
    }

    @Override
    public void visit(String attribute, Object value) {
      boolean everything = ((Type) value).getClassName().equals(Throwable.class.getName());
      if (!everything || !(attribute.equals("suppress") || attribute.equals("onThrowable"))) {
        throw unsupported(attribute, value);
      }
      if (attribute.equals("onThrowable")) {
        method.runOnThrowable();
      }
    }
  }

  /** What stands before a parameter. */
  private static final class Meaning extends AnnotationVisitor {

    private final AdviceMethod method;
    private final int parameter;
    private final String annotation;
    private Object value;
    private boolean writable;

    Meaning(AdviceMethod method, int parameter, String type) {
      super(Opcodes.ASM9);
      this.method = method;
      this.parameter = parameter;
      this.annotation =
          type.equals(BOUND) ? "Bound" : type.substring(ANNOTATIONS.length(), type.length() - 1);
    }

    @Override
    public void visit(String attribute, Object given) {
      if (attribute.equals("value")) {
        value = given;
      } else if (attribute.equals("readOnly") && annotation.equals("Return")) {
        writable = !(Boolean) given;
      } else {
        throw unsupported(attribute, given);
      }
    }

    @Override
    public void visitEnum(String attribute, String type, String constant) {
      if (!attribute.equals("typing")) {
        throw unsupported(attribute, constant);
      }
    }

    @Override
    public void visitEnd() {
      method.parameter(parameter, meaning());
    }

    private AdviceParameter meaning() {
      return switch (annotation) {
        case "Bound" -> new AdviceParameter.Named((String) value);
        case "This" -> new AdviceParameter.This();
        case "Argument" -> new AdviceParameter.Argument((Integer) value);
        case "FieldValue" -> new AdviceParameter.FieldValue((String) value);
        case "Enter" -> new AdviceParameter.Enter();
        case "Return" -> new AdviceParameter.Return(writable);
        case "Thrown" -> new AdviceParameter.Thrown();
        case "Origin" -> origin();
        default -> throw unsupported("a parameter that is", annotation);
      };
    }

    private AdviceParameter origin() {
      if (!"#m".equals(value)) {
        throw unsupported("the origin", value);
      }
      return new AdviceParameter.Origin();
    }
  }
}

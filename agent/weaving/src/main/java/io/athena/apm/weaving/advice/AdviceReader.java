package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Reads the methods of an advice class with their annotations, and the members of the library that
 * their code names. Byte Buddy's own reader, a {@code TypePool}, would load 100 more classes and
 * read the class file of every annotation.
 */
final class AdviceReader extends ClassVisitor {

  private static final String THROWN = Type.getDescriptor(Advice.Thrown.class);
  private static final String UNUSED = Type.getDescriptor(Advice.Unused.class);
  private static final String FIELD_VALUE = Type.getDescriptor(Advice.FieldValue.class);
  private static final String RUNTIME_ZONE = "io/athena/apm/runtime/";

  private final boolean ofConstructors;
  private AdviceType type;

  private AdviceReader(boolean ofConstructors) {
    super(Opcodes.ASM9);
    this.ofConstructors = ofConstructors;
  }

  /** Reads a class file, see {@link AdviceClass#ofConstructors}. */
  static AdviceType read(byte[] classFile, boolean ofConstructors) {
    AdviceReader reader = new AdviceReader(ofConstructors);
    new ClassReader(classFile).accept(reader, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return reader.type;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    type = new AdviceType(name.replace('/', '.'), access);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    return (access & Opcodes.ACC_STATIC) == 0 ? null : new AdviceMethod(access, name, descriptor);
  }

  private final class AdviceMethod extends MethodVisitor {

    private final int access;
    private final String name;
    private final Type[] types;
    private final Type result;
    private final List<AnnotationDescription> annotations = new ArrayList<>();
    private final List<List<AnnotationDescription>> ofParameters = new ArrayList<>();

    AdviceMethod(int access, String name, String descriptor) {
      super(Opcodes.ASM9);
      this.access = access;
      this.name = name;
      this.types = Type.getArgumentTypes(descriptor);
      this.result = Type.getReturnType(descriptor);
      for (int i = 0; i < types.length; i++) {
        ofParameters.add(new ArrayList<>());
      }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
      return new Values(descriptor, annotations);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(
        int parameter, String descriptor, boolean visible) {
      boolean isNull = ofConstructors && descriptor.equals(THROWN);
      return new Values(isNull ? UNUSED : descriptor, ofParameters.get(parameter));
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
      addMember(owner, name, descriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      addMember(owner, name, descriptor);
    }

    private void addMember(String owner, String name, String descriptor) {
      if (!owner.startsWith("java/") && !owner.startsWith(RUNTIME_ZONE)) {
        type.members.add(new MemberReference(owner, name, descriptor));
      }
    }

    @Override
    public void visitEnd() {
      List<ParameterDescription.Token> parameters = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        parameters.add(
            new ParameterDescription.Token(
                TypeDescriptions.generic(types[i]), ofParameters.get(i)));
      }
      type.add(
          new MethodDescription.Latent(
              type,
              name,
              access,
              List.of(),
              TypeDescriptions.generic(result),
              parameters,
              List.of(),
              annotations,
              null,
              null));
    }
  }

  private final class Values extends AnnotationVisitor {

    private final String annotationType;
    private final AdviceAnnotation<?> annotation;

    Values(String annotationType, List<AnnotationDescription> annotations) {
      super(Opcodes.ASM9);
      this.annotationType = annotationType;
      this.annotation = new AdviceAnnotation<>(annotationType);
      annotations.add(annotation);
    }

    @Override
    public void visit(String attribute, Object value) {
      if (annotationType.equals(FIELD_VALUE) && attribute.equals("value")) {
        type.fields.add((String) value);
      }
      if (!(value instanceof Type constant)) {
        annotation.put(attribute, new AdviceValue(value));
      } else if (!(ofConstructors && attribute.equals("onThrowable"))) {
        annotation.put(attribute, new AdviceValue(TypeDescriptions.of(constant)));
      }
    }

    @Override
    public void visitEnum(String attribute, String descriptor, String constant) {
      TypeDescription enumeration = TypeDescriptions.of(Type.getType(descriptor));
      annotation.put(attribute, new AdviceValue(new AdviceValue.Constant(enumeration, constant)));
    }
  }
}

package io.athena.apm.command.types;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The members of a class file that a value path can name. */
final class DeclaredClass extends ClassVisitor {

  /** A method; {@code types} are those of its parameters, then that of its result. */
  record Method(int access, String name, String descriptor, List<DeclaredType> types) {

    boolean hasParameters() {
      return types.size() > 1;
    }

    DeclaredType result() {
      return types.get(types.size() - 1);
    }
  }

  private int access;
  private String name;
  private String superName;
  private final List<String> interfaces = new ArrayList<>();
  private final Map<String, DeclaredType> fields = new HashMap<>();
  private final List<Method> methods = new ArrayList<>();

  private DeclaredClass() {
    super(Opcodes.ASM9);
  }

  static DeclaredClass of(byte[] classFile) {
    DeclaredClass read = new DeclaredClass();
    new ClassReader(classFile)
        .accept(read, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return read;
  }

  String name() {
    return name;
  }

  /** The binary name of the super class; null for Object. */
  String superName() {
    return superName;
  }

  List<String> interfaces() {
    return interfaces;
  }

  /** The instance fields by name. */
  Map<String, DeclaredType> fields() {
    return fields;
  }

  List<Method> methods() {
    return methods;
  }

  boolean isInterface() {
    return Modifier.isInterface(access);
  }

  /** Whether objects are always of subclasses, which may have more members. */
  boolean isAbstract() {
    return Modifier.isAbstract(access);
  }

  boolean isFinal() {
    return Modifier.isFinal(access);
  }

  boolean isEnum() {
    return (access & Opcodes.ACC_ENUM) != 0;
  }

  @Override
  public void visit(
      int version,
      int flags,
      String internalName,
      String signature,
      String superInternalName,
      String[] superInterfaces) {
    access = flags;
    name = internalName.replace('/', '.');
    superName = superInternalName == null ? null : superInternalName.replace('/', '.');
    for (String superInterface : superInterfaces) {
      interfaces.add(superInterface.replace('/', '.'));
    }
  }

  @Override
  public FieldVisitor visitField(
      int flags, String field, String descriptor, String signature, Object value) {
    if (!Modifier.isStatic(flags) && (flags & Opcodes.ACC_SYNTHETIC) == 0) {
      fields.put(field, Signature.field(signature == null ? descriptor : signature));
    }
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int flags, String method, String descriptor, String signature, String[] exceptions) {
    // The signature of a constructor lacks parameters that the compiler adds.
    boolean generic = signature != null && !method.startsWith("<");
    List<DeclaredType> types = Signature.method(generic ? signature : descriptor);
    methods.add(new Method(flags, method, descriptor, types));
    return null;
  }
}

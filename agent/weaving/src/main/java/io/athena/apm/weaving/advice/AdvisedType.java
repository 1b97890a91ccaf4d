package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.field.FieldList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A class to weave, as Byte Buddy sees it: its name and the fields that one advice reads. */
final class AdvisedType extends TypeDescription.Latent {

  private final List<FieldDescription.InDefinedShape> fields = new ArrayList<>();

  /**
   * Describes a class.
   *
   * @param name its internal name
   * @param access its access flags
   * @param fields the fields that advice may read, inherited ones included
   */
  AdvisedType(String name, int access, List<FieldReference> fields) {
    super(name.replace('/', '.'), access, null, List.of());
    for (FieldReference field : fields) {
      this.fields.add(describe(field));
    }
  }

  /** Byte Buddy looks for inherited fields in super classes; these are given, whoever has them. */
  private static FieldDescription.InDefinedShape describe(FieldReference field) {
    return new FieldDescription.Latent(
        TypeDescriptions.of(Type.getObjectType(field.owner())),
        field.name(),
        field.isStatic() ? Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC : Opcodes.ACC_PUBLIC,
        TypeDescriptions.of(Type.getType(field.descriptor())).asGenericType(),
        List.of());
  }

  @Override
  public FieldList<FieldDescription.InDefinedShape> getDeclaredFields() {
    return new FieldList.Explicit<>(fields);
  }
}

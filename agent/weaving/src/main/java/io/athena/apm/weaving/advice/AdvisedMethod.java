package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/**
 * Describes a method to weave to Byte Buddy, with the values of this insertion. So an advice class
 * is read once for all insertions.
 */
final class AdvisedMethod extends MethodDescription.Latent {

  private final Insertion insertion;

  AdvisedMethod(
      TypeDescription type, int access, String name, String descriptor, Insertion insertion) {
    super(
        type,
        name,
        access,
        List.of(),
        TypeDescriptions.generic(Type.getReturnType(descriptor)),
        parameters(descriptor),
        List.of(),
        List.of(),
        null,
        null);
    this.insertion = insertion;
  }

  private static List<ParameterDescription.Token> parameters(String descriptor) {
    List<ParameterDescription.Token> tokens = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      tokens.add(new ParameterDescription.Token(TypeDescriptions.generic(parameter)));
    }
    return tokens;
  }

  /** The name to report with an exception of the advice. */
  String origin() {
    return insertion.origin();
  }

  /** The value of a {@link Bound} parameter; throws if no value is bound to that name. */
  Binding binding(String name) {
    Binding binding = insertion.advice().bindings().get(name);
    if (binding == null) {
      throw new IllegalStateException("no value is bound to " + name);
    }
    return binding;
  }

  /** A field that the advice reads; throws if the insertion has no field of that name. */
  FieldReference field(String name) {
    for (FieldReference field : insertion.fields()) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    throw new IllegalStateException("the insertion has no field " + name);
  }
}

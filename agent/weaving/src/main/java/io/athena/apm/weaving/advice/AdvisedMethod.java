package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Type;

/**
 * A method to weave, as Byte Buddy sees it. It carries what differs from one insertion to the next,
 * so that an advice class is read once for all of them.
 */
final class AdvisedMethod extends MethodDescription.Latent {

  private final String instrumentation;
  private final Map<String, Binding> bindings;

  AdvisedMethod(
      TypeDescription type, int access, String name, String descriptor, Insertion insertion) {
    super(
        type,
        name,
        access,
        List.of(),
        TypeDescriptions.of(Type.getReturnType(descriptor)).asGenericType(),
        parameters(descriptor),
        List.of(),
        List.of(),
        null,
        null);
    this.instrumentation = insertion.instrumentation();
    this.bindings = insertion.advice().bindings();
  }

  private static List<ParameterDescription.Token> parameters(String descriptor) {
    List<ParameterDescription.Token> tokens = new ArrayList<>();
    for (Type parameter : Type.getArgumentTypes(descriptor)) {
      tokens.add(new ParameterDescription.Token(TypeDescriptions.of(parameter).asGenericType()));
    }
    return tokens;
  }

  /** The name to report with an exception of the advice. */
  String instrumentation() {
    return instrumentation;
  }

  /**
   * The value of a {@link Bound} parameter.
   *
   * @throws IllegalStateException if nothing is bound to that name
   */
  Binding binding(String name) {
    Binding binding = bindings.get(name);
    if (binding == null) {
      throw new IllegalStateException("nothing is bound to " + name);
    }
    return binding;
  }
}

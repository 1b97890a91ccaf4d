package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;

/** Describes an advice class to Byte Buddy, by its name and its static methods. */
final class AdviceType extends TypeDescription.Latent {

  /** The members of the library that the code names. */
  final List<MemberReference> members = new ArrayList<>();

  /** The names of the fields that the parameters read. */
  final Set<String> fields = new LinkedHashSet<>();

  private final List<MethodDescription.InDefinedShape> methods = new ArrayList<>();

  AdviceType(String name, int access) {
    super(name, access, null, List.of());
  }

  void add(MethodDescription.InDefinedShape method) {
    methods.add(method);
  }

  @Override
  public MethodList<MethodDescription.InDefinedShape> getDeclaredMethods() {
    return new MethodList.Explicit<>(methods);
  }
}

package io.athena.apm.weaving.advice;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDescription;

/** An advice class, as Byte Buddy sees it: its name and its static methods. */
final class AdviceType extends TypeDescription.Latent {

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

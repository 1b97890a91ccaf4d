package io.athena.apm.weaving.advice;

import io.athena.apm.weaving.ClassFiles;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.Type;

/** Copies of {@link Shapes} with advice. */
final class WovenShapes {

  private WovenShapes() {}

  /** The methods that take a text and a number. */
  static Stream<Method> methods() {
    List<Class<?>> parameters = List.of(String.class, int.class);
    return Stream.of(Shapes.class.getDeclaredMethods())
        .filter(method -> List.of(method.getParameterTypes()).equals(parameters))
        .filter(method -> !method.isSynthetic());
  }

  /** With advice in all of these methods. */
  static Class<?> with(Class<?> advice) throws ClassNotFoundException {
    return with(
        advice,
        methods()
            .map(method -> method.getName() + Type.getMethodDescriptor(method))
            .collect(Collectors.toSet()));
  }

  /** With advice in one method or constructor. */
  static Class<?> with(Class<?> advice, String method) throws ClassNotFoundException {
    return with(advice, Set.of(method));
  }

  private static Class<?> with(Class<?> advice, Set<String> methods) throws ClassNotFoundException {
    AdviceClass read = AdviceClass.of(ClassFiles.of(advice));
    byte[] woven =
        ClassWeaver.weave(
            ClassFiles.of(Shapes.class),
            List.of(new Insertion(read, "shapes", methods, List.of())),
            refusal -> {
              throw new AssertionError(refusal);
            });
    return new ClassFiles().with(Shapes.class.getName(), woven).loadClass(Shapes.class.getName());
  }
}

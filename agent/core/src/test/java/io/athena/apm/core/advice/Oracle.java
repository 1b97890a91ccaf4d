package io.athena.apm.core.advice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.objectweb.asm.Type;

/** One class, woven with one advice: by us, and by Byte Buddy. */
final class Oracle {

  private Oracle() {}

  static Class<?> wovenByUs(Class<?> type, Class<?> advice) {
    byte[] woven =
        ClassWeaver.weave(
            file(type),
            List.of(new Insertion(AdviceClass.of(file(advice)), "oracle", methods(type), Map.of())),
            refusal -> {
              throw new AssertionError(refusal);
            });
    return new Copies(type, woven).type();
  }

  static Class<?> wovenByByteBuddy(Class<?> type, Class<?> advice) {
    byte[] woven =
        new ByteBuddy()
            .decorate(TypePool.Default.ofSystemLoader().describe(type.getName()).resolve(), files())
            .visit(Advice.to(advice, files()).on(hooked()))
            .make()
            .getBytes();
    return new Copies(type, woven).type();
  }

  private static ClassFileLocator files() {
    return ClassFileLocator.ForClassLoader.of(Oracle.class.getClassLoader());
  }

  private static net.bytebuddy.matcher.ElementMatcher<MethodDescription> hooked() {
    return ElementMatchers.<MethodDescription>takesArguments(String.class, int.class);
  }

  /** Those that take a text and a number. */
  static Stream<Method> hooked(Class<?> type) {
    return Stream.of(type.getDeclaredMethods())
        .filter(
            method -> List.of(method.getParameterTypes()).equals(List.of(String.class, int.class)))
        .filter(method -> !method.isSynthetic());
  }

  private static Set<String> methods(Class<?> type) {
    return hooked(type)
        .map(method -> method.getName() + Type.getMethodDescriptor(method))
        .collect(Collectors.toSet());
  }

  static byte[] file(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    try (InputStream in = type.getClassLoader().getResourceAsStream(resource)) {
      return in.readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A loader with one class of its own. */
  private static final class Copies extends ClassLoader {

    private final Class<?> type;

    Copies(Class<?> original, byte[] file) {
      super(original.getClassLoader());
      type = defineClass(original.getName(), file, 0, file.length);
    }

    Class<?> type() {
      return type;
    }
  }
}

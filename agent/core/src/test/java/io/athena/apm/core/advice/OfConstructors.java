package io.athena.apm.core.advice;

import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.Advice;

/** Advice for constructors, which see their object only at the end. */
final class OfConstructors {

  private OfConstructors() {}

  static Class<?> woven(String constructor) throws ReflectiveOperationException {
    byte[] woven =
        ClassWeaver.weave(
            Oracle.file(Shapes.class),
            List.of(
                new Insertion(
                    AdviceClass.of(Oracle.file(Made.class)),
                    "oracle",
                    Set.of(constructor),
                    Map.of())),
            refusal -> {
              throw new AssertionError(refusal);
            });
    return new ClassLoader(Shapes.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(Shapes.class.getName(), woven, 0, woven.length);
      }
    }.define();
  }

  static final class Made {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return 7;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object made, @Advice.Enter long entered) {
      if (entered == 7) {
        Probes.ai().startAnalysis(made, "made");
      }
    }
  }
}

package io.athena.apm.weaving;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;

/**
 * A class and an advice for it, neither of which is ever executed. The first class that is woven
 * loads some 360 classes of Byte Buddy; the athena-apm thread does that before a class of the
 * application matches.
 */
final class PrimedClass {

  private String name = "";

  private PrimedClass() {}

  Object call(Object argument) {
    name = name + argument;
    return name;
  }

  static final class Primed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.This Object self,
        @Advice.Argument(0) Object argument,
        @Advice.FieldValue("name") String name) {
      return Probes.ai().startCall(name, null, null, null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call, @Advice.Return Object result, @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(call, result, error);
    }
  }
}

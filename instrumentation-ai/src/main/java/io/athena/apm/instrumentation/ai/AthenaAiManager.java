package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.rules.Meaning;
import io.athena.apm.core.rules.active.MeaningAdvice;
import io.athena.apm.runtime.Probes;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Measures what callers of an AI manager wait for, in methods that a rule says are that. */
final class AthenaAiManager {

  private AthenaAiManager() {}

  static MeaningAdvice advice() {
    return new MeaningAdvice(Meaning.AI_ANALYSIS, Analyze.class.getName(), List.of(), false);
  }

  static final class Analyze {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object manager, @Advice.Origin("#m") String method) {
      return Probes.ai().startAnalysis(manager, method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }
}

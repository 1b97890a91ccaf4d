package io.athena.apm.instrumentation.ai;

import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.active.MethodRoleAdvice;
import io.athena.apm.runtime.Probes;
import java.util.List;
import java.util.Set;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Measures analyses: methods of AI managers that a rule names. */
final class AthenaAiManager {

  private AthenaAiManager() {}

  static MethodRoleAdvice advice() {
    return new MethodRoleAdvice(
        MethodRole.AI_ANALYSIS,
        Analyze.class.getName(),
        List.of(),
        false,
        Set.of(
            AiMetrics.ANALYSIS_TOTAL.name(),
            AiMetrics.ANALYSIS_ERROR.name(),
            AiMetrics.ANALYSIS_DURATION.name()),
        Uncounted.class.getName());
  }

  static final class Analyze {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Origin("#m") String method) {
      return Probes.ai().startAnalysis(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }

  /** For a manager whose analyses a rule of the operator counts: only attributes its calls. */
  static final class Uncounted {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return Probes.ai().startAnalysis((String) null);
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

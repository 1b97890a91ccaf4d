package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.weaving.Hook;
import io.athena.apm.core.weaving.LibraryInstrumentation;
import io.athena.apm.runtime.Probes;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Measures what callers of an AI manager wait for: classes of these simple names, in any package
 * but those of libraries that are measured themselves.
 */
public final class AthenaAiManager implements LibraryInstrumentation {

  private static final List<String> TYPES =
      List.of(
          "AIServiceManager",
          "AiServiceManager",
          "AIManager",
          "AiManager",
          "AIProviderManager",
          "AiProviderManager");

  private static final String METHOD = "analyzeWithFailover";

  @Override
  public String name() {
    return "athena-ai-manager";
  }

  @Override
  public String libraryPackage() {
    return null;
  }

  @Override
  public String description() {
    return "AI managers named "
        + String.join(", ", TYPES)
        + ": one analysis for each `"
        + METHOD
        + "`, failovers within";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String type : TYPES) {
      hooks.add(Hook.of("**." + type + "#" + METHOD, AthenaAiManager.class, "Analyze"));
    }
    return hooks;
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

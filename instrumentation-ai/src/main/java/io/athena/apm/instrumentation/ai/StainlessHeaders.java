package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Trace headers of the libraries that the generator Stainless makes: a request gets its header
 * before the first attempt, which all attempts share, and before it is signed.
 */
final class StainlessHeaders {

  private StainlessHeaders() {}

  static List<Hook> openAi(String libraryPackage) {
    return hooks(libraryPackage, "OpenAi");
  }

  static List<Hook> anthropic(String libraryPackage) {
    return hooks(libraryPackage, "Anthropic");
  }

  private static List<Hook> hooks(String libraryPackage, String advice) {
    String client = libraryPackage + "core.http.RetryingHttpClient#";
    String parameters =
        "(" + libraryPackage + "core.http.HttpRequest, " + libraryPackage + "core.RequestOptions)";
    return List.of(
        Hook.of(client + "execute" + parameters, StainlessHeaders.class, advice),
        Hook.of(client + "executeAsync" + parameters, StainlessHeaders.class, advice));
  }

  static final class OpenAi {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) com.openai.core.http.HttpRequest request) {
      String header =
          Probes.ai()
              .traceParent(
                  request.headers().values("traceparent").stream().findFirst().orElse(null));
      if (header != null) {
        request = request.toBuilder().putHeader("traceparent", header).build();
      }
    }
  }

  static final class Anthropic {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.Argument(value = 0, readOnly = false) com.anthropic.core.http.HttpRequest request) {
      String header =
          Probes.ai()
              .traceParent(
                  request.headers().values("traceparent").stream().findFirst().orElse(null));
      if (header != null) {
        request = request.toBuilder().putHeader("traceparent", header).build();
      }
    }
  }
}

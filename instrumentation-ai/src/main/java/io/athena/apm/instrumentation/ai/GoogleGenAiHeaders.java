package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.List;
import net.bytebuddy.asm.Advice;
import okhttp3.Request;

/**
 * Trace headers of google-genai: a request gets its header before the first attempt. The first
 * versions send by another library, without.
 */
final class GoogleGenAiHeaders {

  private GoogleGenAiHeaders() {}

  static List<Hook> hooks(String libraryPackage) {
    String client = libraryPackage + "HttpApiClient#";
    return List.of(
        Hook.optional(
            client + "executeRequest(okhttp3.Request)", GoogleGenAiHeaders.class, "Executed"),
        Hook.optional(
            client + "asyncExecuteRequest(okhttp3.Request)", GoogleGenAiHeaders.class, "Executed"));
  }

  static final class Executed {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(value = 0, readOnly = false) Request request) {
      String header = Probes.ai().traceParent(request.header("traceparent"));
      if (header != null) {
        request = request.newBuilder().header("traceparent", header).build();
      }
    }
  }
}

package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.net.http.HttpRequest;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Trace headers of ollama4j, which has none of the application. Not those of {@code embed}, which
 * makes and sends its request in one method.
 */
final class Ollama4jHeaders {

  private Ollama4jHeaders() {}

  static List<Hook> hooks(String libraryPackage) {
    return List.of(
        hook(
            libraryPackage + "models.request.OllamaEndpointCaller#getRequestBuilderDefault",
            "Begun"),
        hook(libraryPackage + "OllamaAPI#getRequestBuilderDefault", "Begun"),
        hook(libraryPackage + "models.response.OllamaAsyncResultStreamer#run()", "Run"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.optional(point, Ollama4jHeaders.class, advice);
  }

  static final class Begun {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Return HttpRequest.Builder request) {
      String header = Probes.ai().traceParent(null);
      if (header != null) {
        request.setHeader("traceparent", header);
      }
    }
  }

  /** The request was begun by another thread, before its call. */
  static final class Run {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("requestBuilder") HttpRequest.Builder request) {
      String header = Probes.ai().traceParent(null);
      if (header != null) {
        request.setHeader("traceparent", header);
      }
    }
  }
}

package io.athena.apm.instrumentation.ai;

import dev.langchain4j.http.client.HttpRequest;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.bytebuddy.asm.Advice;

/**
 * Trace headers of LangChain4j's own models: a request gets its header when it is built, on the
 * thread of its call, whatever client sends it. Before 1.0 they used other libraries.
 */
final class LangChain4jHeaders {

  private LangChain4jHeaders() {}

  static List<Hook> hooks(String libraryPackage) {
    return List.of(
        Hook.of(
            libraryPackage + "http.client.HttpRequest$Builder#build()",
            LangChain4jHeaders.class,
            "Built"));
  }

  static final class Built {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.This HttpRequest.Builder builder,
        @Advice.FieldValue("headers") Map<String, List<String>> given) {
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      if (given != null) {
        headers.putAll(given);
      }
      String header =
          Probes.ai()
              .traceParent(
                  headers.getOrDefault("traceparent", Collections.emptyList()).stream()
                      .findFirst()
                      .orElse(null));
      if (header != null) {
        headers.put("traceparent", Collections.singletonList(header));
        builder.headers(headers);
      }
    }
  }
}

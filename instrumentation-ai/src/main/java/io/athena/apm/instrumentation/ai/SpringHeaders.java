package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.List;
import net.bytebuddy.asm.Advice;
import org.springframework.http.HttpHeaders;

/**
 * Trace headers of Spring's HTTP clients, whatever library is below them: {@code RestClient} when
 * it sends a request, {@code WebClient} when it builds one, on the thread that subscribes.
 */
final class SpringHeaders {

  /** Where the hooks are. */
  static final List<String> PACKAGES =
      List.of("org.springframework.http.client.", "org.springframework.web.reactive.");

  private SpringHeaders() {}

  static List<Hook> hooks() {
    return List.of(
        Hook.of(
            PACKAGES.get(0) + "AbstractClientHttpRequest#execute()", SpringHeaders.class, "Sent"),
        Hook.of(
            PACKAGES.get(1) + "function.client.DefaultClientRequestBuilder#build()",
            SpringHeaders.class,
            "Sent"));
  }

  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("headers") HttpHeaders headers) {
      String header = Probes.ai().traceParent(headers.getFirst("traceparent"));
      if (header != null) {
        headers.set("traceparent", header);
      }
    }
  }
}

package io.athena.apm.instrumentation.ai;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpRequest;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Trace headers of Azure's HTTP pipeline: a request gets its header before the pipeline's policies,
 * which authenticate it and send it again.
 */
final class AzureHeaders {

  private static final String PIPELINE = "com.azure.core.http.HttpPipeline#";

  private static final String PARAMETERS =
      "(com.azure.core.http.HttpRequest, com.azure.core.util.Context)";

  private AzureHeaders() {}

  static List<Hook> hooks() {
    return List.of(
        Hook.of(PIPELINE + "send" + PARAMETERS, AzureHeaders.class, "Sent"),
        Hook.of(PIPELINE + "sendSync" + PARAMETERS, AzureHeaders.class, "Sent"));
  }

  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) HttpRequest request) {
      HttpHeaderName name = HttpHeaderName.fromString("traceparent");
      String header = Probes.ai().traceParent(request.getHeaders().getValue(name));
      if (header != null) {
        request.setHeader(name, header);
      }
    }
  }
}

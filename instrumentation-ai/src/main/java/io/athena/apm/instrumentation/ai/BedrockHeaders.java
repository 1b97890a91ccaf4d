package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.List;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * Trace headers of the AWS SDK: a request gets its header after those of the application, before
 * its first attempt, and is signed with it.
 */
final class BedrockHeaders {

  private static final String STAGE =
      "software.amazon.awssdk.core.internal.http.pipeline.stages.MergeCustomHeadersStage#execute";

  private BedrockHeaders() {}

  static List<Hook> hooks() {
    return List.of(Hook.of(STAGE, BedrockHeaders.class, "Merged"));
  }

  static final class Merged {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) SdkHttpFullRequest.Builder request) {
      String header =
          Probes.ai().traceParent(request.firstMatchingHeader("traceparent").orElse(null));
      if (header != null) {
        request.putHeader("traceparent", header);
      }
    }
  }
}

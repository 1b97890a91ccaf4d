package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The hooks of client libraries that the generator Stainless makes: openai-java, anthropic-java.
 *
 * <p>Every method of such a library ends in its raw API, whose response is parsed at once, later or
 * never; so the hooks are there. A stream is a parsed value, also the source of an asynchronous
 * one.
 */
final class StainlessClient {

  private StainlessClient() {}

  /** The hooks that all services share. */
  static List<Hook> hooks(String libraryPackage) {
    String http = libraryPackage + "core.http.";
    String response = http + "HttpResponseForKt$parseable$1#";
    List<Hook> hooks = new ArrayList<>();
    hooks.add(SentRequest.responded(response + "<init>"));
    hooks.add(SentRequest.parsed(response + "parse()"));
    hooks.add(hook(response + "close()", "Closed"));
    hooks.add(
        hook(
            http
                + "RetryingHttpClient#getRetryBackoffDuration|getRetryBackoffMillis(int, "
                + http
                + "HttpResponse)",
            "Retried"));
    return hooks;
  }

  /**
   * The hooks of a service.
   *
   * @param service its class without {@code Impl}, within the library's package for services
   * @param request the class of its requests, within the library's package for models
   */
  static List<Hook> hooks(
      String libraryPackage, String service, String request, String... methods) {
    List<Hook> hooks = new ArrayList<>();
    for (String method : methods) {
      String type = libraryPackage + "services." + service + "Impl$WithRawResponseImpl#";
      String parameters =
          libraryPackage + "models." + request + ", " + libraryPackage + "core.RequestOptions";
      hooks.add(hook(type + method + "(" + parameters + ")", "Sent"));
    }
    return hooks;
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, StainlessClient.class, advice);
  }

  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.FieldValue("clientOptions") Object options,
        @Advice.Argument(0) Object request) {
      return Probes.ai().startCall(type, method, options, request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }

  static final class Closed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object response) {
      Probes.ai().closed(response);
    }
  }

  static final class Retried {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Probes.ai().retried();
    }
  }
}

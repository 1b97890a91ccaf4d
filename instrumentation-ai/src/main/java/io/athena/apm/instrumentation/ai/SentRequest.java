package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Hooks of a client's methods that send their first argument and return the answer. */
final class SentRequest {

  private SentRequest() {}

  static Hook hook(String point) {
    return Hook.of(point, SentRequest.class, "Sent");
  }

  /** For methods that some versions of the library lack. */
  static Hook optional(String point) {
    return Hook.optional(point, SentRequest.class, "Sent");
  }

  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.This Object client,
        @Advice.Argument(0) Object request) {
      return Probes.ai().startCall(type, method, client, request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }
}

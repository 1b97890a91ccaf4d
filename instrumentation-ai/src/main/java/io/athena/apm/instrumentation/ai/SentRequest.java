package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Hooks that client libraries share: a method that sends its first argument, and the response. */
final class SentRequest {

  private SentRequest() {}

  static Hook hook(String point) {
    return Hook.of(point, SentRequest.class, "Sent");
  }

  /** For methods that some versions of the library lack. */
  static Hook optional(String point) {
    return Hook.optional(point, SentRequest.class, "Sent");
  }

  /** As {@link #optional}, where the second argument is the handler of a stream. */
  static Hook streamed(String point) {
    return Hook.optional(point, SentRequest.class, "Streamed");
  }

  /** A constructor of a response that is read later. */
  static Hook responded(String point) {
    return Hook.of(point, SentRequest.class, "Responded");
  }

  /** A method that reads such a response. */
  static Hook parsed(String point) {
    return Hook.of(point, SentRequest.class, "Parsed");
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

  /** The call ends with what is returned, whatever the application's handler does. */
  static final class Streamed {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.This Object client,
        @Advice.Argument(0) Object request,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object handler) {
      Object call = Probes.ai().startCall(type, method, client, request);
      handler = Probes.ai().observe(call, handler);
      return call;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }

  static final class Responded {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Origin("#t") String type, @Advice.This Object response) {
      Probes.ai().responded(type, response);
    }
  }

  static final class Parsed {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object response,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object value,
        @Advice.Thrown Throwable error) {
      value = Probes.ai().parsed(response, value, error);
    }
  }
}

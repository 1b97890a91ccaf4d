package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import java.lang.reflect.Method;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** The code that is woven into LangChain4j. */
final class LangChain4jAdvice {

  private LangChain4jAdvice() {}

  /** Overloads call each other: the outermost counts. */
  static final class Generate {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Origin("#t") String type, @Advice.This Object model) {
      return Probes.ai().startCall(type, "generate", model, model);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }

  static final class Streamed {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.This Object model,
        @Advice.Argument(0) Object request,
        @Advice.Argument(value = 1, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object handler) {
      Object call = Probes.ai().startCall(type, "stream", model, request);
      handler = Probes.ai().observe(call, handler);
      return call;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable error) {
      Probes.ai().leaveCall(call, error);
    }
  }

  static final class StreamedWithOptions {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.This Object model,
        @Advice.Argument(0) Object request,
        @Advice.Argument(value = 2, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object handler) {
      Object call = Probes.ai().startCall(type, "stream", model, request);
      handler = Probes.ai().observe(call, handler);
      return call;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable error) {
      Probes.ai().leaveCall(call, error);
    }
  }

  static final class Subscribed {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the argument
    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.FieldValue("this$0") Object model,
        @Advice.FieldValue("val$finalChatRequest") Object request,
        @Advice.Argument(value = 0, readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object subscriber) {
      Object call = Probes.ai().startCall(type, "stream", model, request);
      subscriber = Probes.ai().observe(call, subscriber);
      return call;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object call, @Advice.Thrown Throwable error) {
      Probes.ai().leaveCall(call, error);
    }
  }

  static final class Service {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(1) Method method) {
      return Probes.ai().startAnalysis(method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }

  static final class Deferred {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object stream) {
      Probes.ai().deferAnalysis(stream);
    }
  }

  static final class Started {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object stream) {
      return Probes.ai().startDeferred(stream);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object analysis, @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, null, error);
    }
  }

  /** The library waits before it sends a request again. */
  static final class Retried {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter() {
      Probes.ai().retried();
    }
  }
}

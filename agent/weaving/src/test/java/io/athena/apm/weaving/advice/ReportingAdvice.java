package io.athena.apm.weaving.advice;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Advice that reports to the AI probe, which accepts any text. */
final class ReportingAdvice {

  private ReportingAdvice() {}

  /** Everything about a call. */
  static final class All {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#m") String method,
        @Advice.Argument(0) String first,
        @Advice.Argument(1) int second) {
      return Probes.ai().startCall(method, first, String.valueOf(second), null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object entered,
        @Advice.Argument(0) String first,
        @Advice.Argument(1) int second,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().startCall("exit", first, String.valueOf(second), null);
      Probes.ai().endAnalysis(entered, result, error);
    }
  }

  /** Reads only the result, with a branch and a variable in the advice. */
  static final class Returned {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) int second,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      String kind = result == null ? "nothing" : "something";
      Probes.ai().startCall(kind, String.valueOf(second), null, null);
    }
  }

  /** Passes a number from the enter to the exit. */
  static final class Kept {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Argument(1) int second) {
      return second * 1_000_000_007L;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter long kept, @Advice.Thrown Throwable error) {
      Probes.ai().startCall(String.valueOf(kept), String.valueOf(error), null, null);
    }
  }

  /** Throws at the enter and at the exit. */
  static final class Failing {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) String first) {
      return Integer.valueOf(first.concat(" is not a number"));
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object entered) {
      Probes.ai().startCall(Integer.valueOf("not a number").toString(), null, null, null);
    }
  }

  /** For constructors, whose object is available only at the exit. */
  static final class Made {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter() {
      return 7;
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This Object made, @Advice.Enter long entered) {
      if (entered == 7) {
        Probes.ai().startCall("made", made.getClass().getName(), null, null);
      }
    }
  }
}

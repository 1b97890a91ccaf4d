package io.athena.apm.weaving.sample;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Advice that reports to the AI probe, which accepts any text. */
public final class Advices {

  private Advices() {}

  /** Reports the argument, and the result or exception. */
  public static final class Reported {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) String argument) {
      return Probes.ai().startCall("entered", argument, null, null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(entered, result, error);
    }
  }

  /** Reports the same call with another text. */
  public static final class Again {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String argument) {
      Probes.ai().startCall("again", argument, null, null);
    }
  }

  /** Reports a new object. */
  public static final class Made {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.FieldValue("name") String name) {
      Probes.ai().startCall("made", name, null, null);
    }
  }

  /** Calls a method that the super class declares, and reads its field. */
  public static final class Inherits {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Library self, @Advice.FieldValue("inherited") int value) {
      Probes.ai().startCall("inherited", self.inherited() + " " + value, null, null);
    }
  }

  /** Refers to a field that the woven class does not have. */
  public static final class NamesAbsentField {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("absent") String absent) {
      Probes.ai().startCall("never", absent, null, null);
    }
  }

  /** Reads a field of the woven class as another type than it has. */
  public static final class ReadsNumberAsText {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("inherited") String value) {
      Probes.ai().startCall("never", value, null, null);
    }
  }

  /** Refers to a field where the class has a method of that name. */
  public static final class NamesMethodAsField {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("inheritedName") String absent) {
      Probes.ai().startCall("never", absent, null, null);
    }
  }

  /** Calls a method of an argument's type. */
  public static final class CallsRequest {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Request request) {
      Probes.ai().startCall("model", request.model(), null, null);
    }
  }

  /** Reads a field of an argument's type. */
  public static final class ReadsRequest {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Request request) {
      Probes.ai().startCall("size", String.valueOf(request.size), null, null);
    }
  }

  /** Fails as the method begins. */
  public static final class FailsAtEnter {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String argument) {
      if (argument != null) {
        throw new IllegalArgumentException("in the advice");
      }
    }
  }

  /** Fails as the method ends, whether it returned or threw. */
  public static final class FailsAtExit {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Argument(0) String argument) {
      if (argument != null) {
        throw new LinkageError("in the advice");
      }
    }
  }
}

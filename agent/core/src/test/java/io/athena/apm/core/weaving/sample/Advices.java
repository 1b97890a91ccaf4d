package io.athena.apm.core.weaving.sample;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Advice that reports to the AI probe, which takes any text. */
public final class Advices {

  private Advices() {}

  /** Tells of the argument, and of what came of it. */
  public static final class Told {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.Argument(0) String argument) {
      return Probes.ai().startCall("entered", argument, null);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(entered, result, error);
    }
  }

  /** Tells of a new object. */
  public static final class Made {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.FieldValue("name") String name) {
      Probes.ai().startCall("made", name, null);
    }
  }

  /** Reads what the super class declares. */
  public static final class Inherits {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This LibraryBase self) {
      Probes.ai().startCall("inherited", String.valueOf(self.inherited()), null);
    }
  }

  /** Names a field that the library does not have. */
  public static final class Drifted {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("renamed") String renamed) {
      Probes.ai().startCall("never", renamed, null);
    }
  }

  /** Fails. */
  public static final class Fails {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) String argument) {
      if (argument != null) {
        throw new IllegalArgumentException("in the advice");
      }
    }
  }
}

package io.athena.apm.e2e.corpus;

import io.athena.apm.runtime.Probes;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Every form of advice, and which methods it suits. */
enum Advices {
  /** All that a method of an object can be asked for. */
  OBJECT {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isStatic && !isConstructor;
    }
  },
  /** What every method can be asked for, a number kept from the enter to the exit. */
  ANY {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return true;
    }
  },
  /** Arguments, kept for the exit, with a branch in the advice. */
  ARGUMENTS {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return arguments >= 2;
    }
  },
  /** Only an exit, which does not run on exceptions. */
  RETURNED {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isStatic;
    }
  };

  abstract boolean suits(boolean isStatic, boolean isConstructor, int arguments);

  Class<?> type() {
    return switch (this) {
      case OBJECT -> OfObject.class;
      case ANY -> OfAny.class;
      case ARGUMENTS -> OfArguments.class;
      case RETURNED -> OfReturned.class;
    };
  }

  static final class OfObject {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object self, @Advice.Origin("#m") String method) {
      return Probes.ai().startAnalysis(self, method);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.This Object self,
        @Advice.Enter Object entered,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(entered, result, error);
      Probes.circuitBreaker().observe(self);
    }
  }

  static final class OfAny {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Advice.Origin("#m") String method) {
      Object entered = Probes.ai().startAnalysis(null, method);
      return entered == null ? 0 : System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter long began, @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(began, null, error);
    }
  }

  static final class OfArguments {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Object first,
        @Advice.Argument(1) Object second,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      Object one = first == null ? second : first;
      if (one != null) {
        Probes.circuitBreaker().observe(one);
      }
    }
  }

  static final class OfReturned {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.This Object self, @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result) {
      if (result != null) {
        Probes.circuitBreaker().observe(result);
      }
    }
  }
}

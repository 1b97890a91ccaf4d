package io.athena.apm.e2e.corpus;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.advice.Binding;
import io.athena.apm.weaving.advice.Bound;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/** Every form of advice, with the methods to which it can be applied. */
enum Advices {
  /** Binds every value of an instance method. */
  OBJECT {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isStatic && !isConstructor;
    }
  },
  /** Binds every value of any method, and keeps a number from enter to exit. */
  ANY {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isConstructor;
    }
  },
  /** Keeps arguments for the exit, with a branch in the advice. */
  ARGUMENTS {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return arguments >= 2;
    }
  },
  /** Only an exit, not on exceptions. */
  RETURNED {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isStatic;
    }
  },
  /** Replaces the return value by itself. */
  REPLACED {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isConstructor;
    }
  },
  /** Binds parameters as rules do. */
  BOUND {
    @Override
    boolean suits(boolean isStatic, boolean isConstructor, int arguments) {
      return !isStatic && !isConstructor && arguments >= 1;
    }
  };

  static final Map<String, Binding> BINDINGS =
      Map.of(
          "number", Binding.constant(7),
          "self", Binding.self(),
          "first", Binding.argument(0),
          "result", Binding.result(),
          "nothing", Binding.nothing());

  abstract boolean suits(boolean isStatic, boolean isConstructor, int arguments);

  Class<?> type() {
    return switch (this) {
      case OBJECT -> OfObject.class;
      case ANY -> OfAny.class;
      case ARGUMENTS -> OfArguments.class;
      case RETURNED -> OfReturned.class;
      case REPLACED -> OfReplaced.class;
      case BOUND -> OfBound.class;
    };
  }

  static final class OfObject {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.This Object self, @Advice.Origin("#m") String method) {
      Probes.circuitBreaker().observe(self);
      return Probes.ai().startAnalysis(method);
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
      Object entered = Probes.ai().startAnalysis(method);
      return entered == null ? 0 : System.nanoTime();
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter long began, @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(began, null, error);
    }
  }

  static final class OfArguments {

    @Advice.OnMethodExit(suppress = Throwable.class)
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

  static final class OfReplaced {

    @SuppressWarnings("UnusedVariable") // assigning it replaces the method's result
    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
      Object same = result;
      result = same;
    }
  }

  static final class OfBound {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static int enter(@Bound("number") int number, @Bound("first") Object first) {
      return first == null ? 0 : number;
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter int number,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("result") Object result,
        @Bound("nothing") Object nothing) {
      if (number == 7 && first != null && result != null && nothing == null) {
        Probes.circuitBreaker().observe(self);
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

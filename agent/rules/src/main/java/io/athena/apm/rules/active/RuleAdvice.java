package io.athena.apm.rules.active;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.advice.Bound;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * The advice of all rules. {@link RuleInsertions} binds the parameters for each rule and method.
 * The class is never loaded, only its file is read.
 */
final class RuleAdvice {

  private RuleAdvice() {}

  /** For a rule with a span, or with {@code innermost}. */
  static final class Timed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Bound("rule") int rule) {
      return Probes.rules().begin(rule);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Bound("rule") int rule,
        @Advice.Enter long began,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("second") Object second,
        @Bound("third") Object third,
        @Bound("result") Object result,
        @Advice.Thrown Throwable error) {
      Probes.rules().end(rule, began, self, first, second, third, result, error);
    }
  }

  /** For a rule that only counts. */
  static final class Ended {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Bound("rule") int rule,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("second") Object second,
        @Bound("third") Object third,
        @Bound("result") Object result,
        @Advice.Thrown Throwable error) {
      Probes.rules().end(rule, 0, self, first, second, third, result, error);
    }
  }

  /** For methods whose result may be replaced because it runs for each subscriber. */
  static final class Replaced {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static long enter(@Bound("rule") int rule) {
      return Probes.rules().begin(rule);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Bound("rule") int rule,
        @Advice.Enter long began,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("second") Object second,
        @Bound("third") Object third,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      result = Probes.rules().endAsync(rule, began, self, first, second, third, result, error);
    }
  }

  /** For a rule with {@code on-change}. */
  static final class Changed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Bound("rule") int rule,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("second") Object second,
        @Bound("third") Object third) {
      Probes.rules().before(rule, self, first, second, third);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Bound("rule") int rule,
        @Bound("self") Object self,
        @Bound("first") Object first,
        @Bound("second") Object second,
        @Bound("third") Object third,
        @Bound("result") Object result,
        @Advice.Thrown Throwable error) {
      Probes.rules().after(rule, self, first, second, third, result, error);
    }
  }
}

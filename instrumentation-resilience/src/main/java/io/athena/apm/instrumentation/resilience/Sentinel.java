package io.athena.apm.instrumentation.resilience;

import com.alibaba.csp.sentinel.Entry;
import com.alibaba.csp.sentinel.context.Context;
import com.alibaba.csp.sentinel.slotchain.ResourceWrapper;
import com.alibaba.csp.sentinel.slots.block.degrade.DegradeRule;
import com.alibaba.csp.sentinel.slots.block.degrade.circuitbreaker.AbstractCircuitBreaker;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Map;
import net.bytebuddy.asm.Advice;

/**
 * Counts the calls that Sentinel's rules block, and the changes of its circuit breakers. Their name
 * is the resource.
 *
 * <p>All blocks pass through one slot, which counts them for the library, too. In 1.8 each degrade
 * rule has a breaker, whose methods return whether they have changed its state; observers of the
 * library are also told of a change that another thread prevented. In 1.7 the rule itself is open
 * for a time: it creates a task as it opens, which closes it.
 */
public final class Sentinel implements LibraryInstrumentation {

  static final String LIBRARY = "sentinel";

  /** The states of a rule of 1.7, which has a flag. */
  static final Map<String, String> STATES = Map.of("false", "closed", "true", "open");

  private static final String PACKAGE = "com.alibaba.csp.sentinel.";
  private static final String DEGRADE = PACKAGE + "slots.block.degrade.";
  private static final String BREAKER = DEGRADE + "circuitbreaker.AbstractCircuitBreaker";

  @Override
  public String name() {
    return LIBRARY;
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Sentinel 1.7 and 1.8: circuit breakers (state, time open, calls rejected by degrade"
        + " rules); calls that flow, parameter flow and system rules reject";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        hook(PACKAGE + "slots.statistic.StatisticSlot#entry", "Blocked"),
        hook(BREAKER + "#tryPass", "BreakerCalled"),
        hook(BREAKER + "#fromCloseToOpen(double)", "Opened"),
        hook(BREAKER + "#fromHalfOpenToOpen(double)", "Opened"),
        hook(BREAKER + "#fromOpenToHalfOpen", "HalfOpened"),
        hook(BREAKER + "#fromHalfOpenToClose()", "Closed"),
        hook(BREAKER + "$1#accept", "Tested"),
        Hook.optional(DEGRADE + "DegradeRule#passCheck", Sentinel.class, "RuleCalled"),
        hook(DEGRADE + "DegradeRule$ResetTask#<init>", "RuleOpened"),
        hook(DEGRADE + "DegradeRule$ResetTask#run()", "RuleClosed"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, Sentinel.class, advice);
  }

  static final class Blocked {

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    static void exit(
        @Advice.Argument(1) ResourceWrapper resource, @Advice.Thrown Throwable thrown) {
      if (thrown != null) {
        Probes.resilience().blocked(LIBRARY, resource.getName(), thrown);
      }
    }
  }

  /** A breaker by a default rule does not know its resource, so the call tells. */
  static final class BreakerCalled {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object breaker, @Advice.Argument(0) Context context) {
      Probes.circuitBreaker()
          .called(breaker, LIBRARY, context.getCurEntry().getResourceWrapper().getName());
    }
  }

  static final class Opened {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This AbstractCircuitBreaker breaker, @Advice.Return boolean changed) {
      Probes.circuitBreaker()
          .tried(breaker, LIBRARY, breaker.getRule().getResource(), "open", changed);
    }
  }

  static final class HalfOpened {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This AbstractCircuitBreaker breaker, @Advice.Return boolean changed) {
      Probes.circuitBreaker()
          .tried(breaker, LIBRARY, breaker.getRule().getResource(), "half_open", changed);
    }
  }

  static final class Closed {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.This AbstractCircuitBreaker breaker, @Advice.Return boolean changed) {
      Probes.circuitBreaker()
          .tried(breaker, LIBRARY, breaker.getRule().getResource(), "closed", changed);
    }
  }

  /**
   * Opens the breaker again if its one call was blocked; the library ignores whether it did. The
   * state is read just before: a change of another thread within these few instructions is missed.
   */
  static final class Tested {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static String enter(@Advice.FieldValue("this$0") AbstractCircuitBreaker breaker) {
      return breaker.currentState().name();
    }

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.FieldValue("this$0") AbstractCircuitBreaker breaker,
        @Advice.Argument(1) Entry entry,
        @Advice.Enter String before) {
      Probes.circuitBreaker()
          .tested(breaker, LIBRARY, breaker.getRule().getResource(), before, entry.getBlockError());
    }
  }

  static final class RuleCalled {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This DegradeRule rule) {
      Probes.circuitBreaker().called(rule, LIBRARY, rule.getResource());
    }
  }

  static final class RuleOpened {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.Argument(0) DegradeRule rule) {
      Probes.circuitBreaker().tried(rule, LIBRARY, rule.getResource(), "open", true);
    }
  }

  static final class RuleClosed {

    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(@Advice.FieldValue("rule") DegradeRule rule) {
      Probes.circuitBreaker().tried(rule, LIBRARY, rule.getResource(), "closed", true);
    }
  }
}

package io.athena.apm.rules.active;

import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.weaving.ClassMembers;
import io.athena.apm.weaving.advice.AdviceClass;
import io.athena.apm.weaving.advice.Binding;
import io.athena.apm.weaving.advice.Insertion;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Type;

/** Binds the advice of rules to one rule and one method. */
final class RuleInsertions {

  private static final String[] POSITIONS = {"first", "second", "third"};

  private final AdviceClass timed = AdviceClass.named(RuleAdvice.Timed.class.getName());
  private final AdviceClass ended = AdviceClass.named(RuleAdvice.Ended.class.getName());
  private final AdviceClass changed = AdviceClass.named(RuleAdvice.Changed.class.getName());

  private final RuleMeasurements measurements;

  RuleInsertions(RuleMeasurements measurements) {
    this.measurements = measurements;
  }

  /**
   * The advice of a rule for a method. With {@code innermost}, calls during which another method of
   * the rule and class is called are dropped.
   */
  List<Insertion> of(
      CompiledRule rule, String type, ClassMembers.Member method, boolean innermost) {
    Map<String, Binding> bindings = bindings(rule, method);
    bindings.put("rule", Binding.constant(measurements.number(rule, type, method, innermost)));
    List<Insertion> insertions = new ArrayList<>();
    if (rule.isEnded()) {
      insertions.add(insertion(ended(rule.isTimed() || innermost, method), rule, method, bindings));
    }
    if (rule.isWatching()) {
      if (isConstructor(method)) {
        // The enter runs before super() has returned, when no code may see the object.
        bindings.put("self", Binding.nothing());
      }
      insertions.add(insertion(changed(method), rule, method, bindings));
    }
    return insertions;
  }

  private static boolean isConstructor(ClassMembers.Member method) {
    return method.name().equals(MethodPattern.CONSTRUCTOR);
  }

  private AdviceClass changed(ClassMembers.Member method) {
    return isConstructor(method)
        ? AdviceClass.ofConstructors(RuleAdvice.Changed.class.getName())
        : changed;
  }

  /** Records the end of a call, and its begin for a span or for {@code innermost}. */
  private AdviceClass ended(boolean begins, ClassMembers.Member method) {
    if (isConstructor(method)) {
      Class<?> advice = begins ? RuleAdvice.Timed.class : RuleAdvice.Ended.class;
      return AdviceClass.ofConstructors(advice.getName());
    }
    String result = Type.getReturnType(method.descriptor()).getClassName();
    if (AsyncResults.isReplaceable(result)) {
      return AdviceClass.named(RuleAdvice.Replaced.class.getName());
    }
    return begins ? timed : ended;
  }

  private static Insertion insertion(
      AdviceClass advice,
      CompiledRule rule,
      ClassMembers.Member method,
      Map<String, Binding> bindings) {
    return new Insertion(
        advice.bind(bindings),
        rule.rule().origin().toString(),
        Set.of(method.name() + method.descriptor()),
        List.of());
  }

  private static Map<String, Binding> bindings(CompiledRule rule, ClassMembers.Member method) {
    RuleArguments arguments = rule.arguments();
    int count = Type.getArgumentTypes(method.descriptor()).length;
    Map<String, Binding> bindings = new HashMap<>();
    bindings.put(
        "self",
        (arguments.readsThis() && !Modifier.isStatic(method.access()))
                || MeasuredMethod.mayBeOverridden(rule, method)
            ? Binding.self()
            : Binding.nothing());
    bindings.put("result", isPassed(arguments, method) ? Binding.result() : Binding.nothing());
    for (int i = 0; i < POSITIONS.length; i++) {
      int index = arguments.index(i);
      bindings.put(
          POSITIONS[i], index >= 0 && index < count ? Binding.argument(index) : Binding.nothing());
    }
    return bindings;
  }

  /**
   * A reference is passed even if the rule does not read it: that costs nothing, and the object may
   * be an asynchronous result.
   */
  private static boolean isPassed(RuleArguments arguments, ClassMembers.Member method) {
    return arguments.readsResult()
        || Type.getReturnType(method.descriptor()).getSort() == Type.OBJECT;
  }
}

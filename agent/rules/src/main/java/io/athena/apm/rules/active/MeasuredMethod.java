package io.athena.apm.rules.active;

import io.athena.apm.weaving.ClassMembers;
import java.lang.reflect.Modifier;

/** A method that a rule measures. Woven code carries its number. Called by application threads. */
final class MeasuredMethod {

  private final CompiledRule rule;
  private final String type;
  private final String method;
  private final int number;
  private final int ofRule;
  private final int ofClass;
  private final boolean packagePrivate;
  private final boolean innermost;

  /** Whether an object's class overrides the method; null where overrides do not matter. */
  private final ClassValue<Boolean> overridden;

  /**
   * {@code type} is a binary name. With {@code innermost}, calls during which another method of the
   * rule and class is called are dropped.
   */
  MeasuredMethod(
      CompiledRule rule, String type, ClassMembers.Member method, int number, boolean innermost) {
    this.rule = rule;
    this.type = type;
    this.method = method.name() + method.descriptor();
    this.number = number;
    this.innermost = innermost;
    this.ofRule = rule.state().number(type, this.method);
    this.ofClass = rule.state().number(type);
    this.packagePrivate =
        !Modifier.isPublic(method.access()) && !Modifier.isProtected(method.access());
    this.overridden = mayBeOverridden(rule, method) ? new Overridden() : null;
  }

  /**
   * Whether a subclass may override the method and the same rule may measure the override. Woven
   * code then passes the object.
   */
  static boolean mayBeOverridden(CompiledRule rule, ClassMembers.Member method) {
    int never = Modifier.STATIC | Modifier.PRIVATE | Modifier.FINAL;
    return (method.access() & never) == 0
        && method.name().charAt(0) != '<'
        && rule.mayMatchSeveralClasses();
  }

  CompiledRule rule() {
    return rule;
  }

  int number() {
    return number;
  }

  boolean isInnermost() {
    return innermost;
  }

  /** The number of the rule and the method. Unlike {@link #number}, edits do not change it. */
  int ofRule() {
    return ofRule;
  }

  /** The number of the rule and the class. */
  int ofClass() {
    return ofClass;
  }

  /**
   * Whether a call came by {@code super}: the object's class overrides the method, and the same
   * rule measures the override.
   */
  boolean cameBySuper(Object self) {
    return overridden != null && self != null && overridden.get(self.getClass());
  }

  @Override
  public String toString() {
    return type + "#" + method;
  }

  /** Computed once for each class. The JVM keeps the result with the class. */
  private final class Overridden extends ClassValue<Boolean> {

    @Override
    protected Boolean computeValue(Class<?> of) {
      for (Class<?> each = of;
          each != null && !each.getName().equals(type);
          each = each.getSuperclass()) {
        if (rule.state().isMeasured(each.getName(), method) && (!packagePrivate || isNear(each))) {
          return true;
        }
      }
      return false;
    }

    private boolean isNear(Class<?> other) {
      return other.getPackageName().equals(type.substring(0, Math.max(0, type.lastIndexOf('.'))));
    }
  }
}

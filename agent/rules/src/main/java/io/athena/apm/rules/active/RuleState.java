package io.athena.apm.rules.active;

import io.athena.apm.weaving.WeakIdentityMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The state of a rule that outlives edits of the file, as long as the rule's content stays the
 * same. Holds no object of the application strongly. Thread-safe.
 */
final class RuleState {

  private static final AtomicInteger LAST_NUMBER = new AtomicInteger();

  private final List<Object> content;

  /** Numbers of classes, by their names, and of methods, by class and method. */
  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

  private final Map<Integer, WeakIdentityMap<AtomicReference<ChangeMeasures.Seen>>> seen =
      new ConcurrentHashMap<>();

  private volatile CompiledRule current;

  RuleState(List<Object> content) {
    this.content = content;
  }

  /** The content of the rule, see {@link io.athena.apm.rules.Rule#content}. */
  List<Object> content() {
    return content;
  }

  /** The rule as the last edit compiled it; null once it is in no file. */
  CompiledRule current() {
    return current;
  }

  void current(CompiledRule compiled) {
    current = compiled;
  }

  /** Returns the number of this rule and a class; it is unique. */
  int number(String type) {
    return numbers.computeIfAbsent(type, key -> LAST_NUMBER.incrementAndGet());
  }

  /**
   * Returns the unique number of this rule and a method, which is a name with a descriptor. The
   * rule measures the method from now on.
   */
  int number(String type, String method) {
    return number(type + "#" + method);
  }

  boolean isMeasured(String type, String method) {
    return numbers.containsKey(type + "#" + method);
  }

  /** The last values of a metric with {@code on-change}, by object. */
  WeakIdentityMap<AtomicReference<ChangeMeasures.Seen>> seen(int metric) {
    return seen.computeIfAbsent(metric, index -> new WeakIdentityMap<>());
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.rules.RulesReader;
import io.athena.apm.core.rules.active.ActiveRules;
import io.athena.apm.core.weaving.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Athena's own classes, out of the box: a rules file in the jar. It is read when the first class
 * comes that it may be for; the gate knows their names from the build, so nobody else pays for
 * YAML. Called on whichever thread loads such a class.
 */
final class BundledRules implements Weaver {

  /** The switch {@code instrumentation.athena-rules.enabled}. */
  static final String NAME = "athena-rules";

  private static final String FILE = "athena-rules.yaml";

  private final RuleEngine engine;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile ActiveRules rules;
  private volatile UserRules operators;

  BundledRules(RuleEngine engine) {
    this.engine = engine;
  }

  /** What the file says. */
  static RuleSet read() {
    String file = BundledRules.class.getPackageName().replace('.', '/') + "/" + FILE;
    try (InputStream in = BundledRules.class.getClassLoader().getResourceAsStream(file)) {
      return RulesReader.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * What the operator, who has not got the file, can make something of.
   *
   * @param instrumentation in whose name advice runs
   * @return with what a rule of this file means and for which classes; any other name as it is
   */
  static String describe(String instrumentation) {
    if (instrumentation.startsWith(FILE)) {
      for (Rule rule : read().rules()) {
        if (rule.origin().toString().equals(instrumentation)) {
          return instrumentation + " (" + measures(rule) + " of " + classes(rule) + ")";
        }
      }
    }
    return instrumentation;
  }

  private static String measures(Rule rule) {
    return rule.role() == null ? String.join(", ", rule.recorded()) : rule.role().toString();
  }

  private static String classes(Rule rule) {
    Set<String> classes = new TreeSet<>();
    for (MethodPattern pattern : rule.methods()) {
      classes.add(pattern.type().toString());
    }
    return String.join(", ", classes);
  }

  /** The lines for the gate: see {@code io.athena.apm.premain.Gate}. */
  static String gateNames() {
    Set<String> names = new TreeSet<>();
    for (Rule rule : read().rules()) {
      for (MethodPattern pattern : rule.methods()) {
        names.add("**/" + pattern.type().simpleName() + "\n");
      }
    }
    return String.join("", names);
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    return ready().weaver().weave(loader, name, classFile);
  }

  /** What the operator's rules measure in a class, these leave to them. Called before any class. */
  void leaveTo(UserRules others) {
    operators = others;
  }

  boolean haveWoven() {
    ActiveRules made = rules;
    return made != null && made.haveWoven();
  }

  private ActiveRules ready() {
    lock.lock();
    try {
      if (rules == null) {
        ActiveRules made = engine.rules();
        if (operators != null) {
          made.leaveTo(operators.rules());
        }
        made.use(read());
        rules = made;
      }
      return rules;
    } finally {
      lock.unlock();
    }
  }
}

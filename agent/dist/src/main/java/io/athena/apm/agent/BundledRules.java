package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.rules.MethodPattern;
import io.athena.apm.rules.Rule;
import io.athena.apm.rules.RuleSet;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.rules.active.ActiveRules;
import io.athena.apm.weaving.JdkPackages;
import io.athena.apm.weaving.Weaver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The rules file in the jar, for Athena's own classes. It is read when the first class with one of
 * its names is loaded; the build writes the names into the gate, so other programs do not load
 * YAML. Called by threads that load such classes.
 */
final class BundledRules implements Weaver {

  /** The switch {@code instrumentation.athena-rules.enabled}. */
  static final String NAME = "athena-rules";

  private static final String FILE = "athena-rules.yaml";

  /**
   * Names of classes that only Athena has. Other names match only in the application's packages.
   */
  static final Set<String> OWN =
      Set.of(
          "AIServiceManager",
          "AiServiceManager",
          "AIProviderManager",
          "AiProviderManager",
          "AnalysisCache",
          "AnalysisResultCache",
          "AIResponseCache",
          "AiResponseCache",
          "AICircuitBreaker",
          "AiCircuitBreaker");

  private final RuleEngine engine;
  private final String applicationPackages; // the setting's text
  private final AgentLog log;
  private final Set<String> reported = ConcurrentHashMap.newKeySet(); // simple names
  private final ReentrantLock lock = new ReentrantLock();
  private volatile ApplicationPackages packages; // null until a class asks for them
  private volatile ActiveRules rules;
  private volatile UserRules operators;

  /**
   * Does not read the file yet. The packages are the setting's text, see {@link
   * ApplicationPackages#of}.
   */
  BundledRules(RuleEngine engine, String applicationPackages, AgentLog log) {
    this.engine = engine;
    this.applicationPackages = applicationPackages;
    this.log = log;
  }

  static RuleSet read() {
    String file = BundledRules.class.getPackageName().replace('.', '/') + "/" + FILE;
    try (InputStream in = BundledRules.class.getClassLoader().getResourceAsStream(file)) {
      return RulesReader.read(FILE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /**
   * Describes a rule of this file for operators, who do not have the file.
   *
   * @param origin a hook, or a rule of the file
   * @return with the metrics and the classes of the rule; other names unchanged
   */
  static String describe(String origin) {
    if (origin.startsWith(FILE)) {
      for (Rule rule : read().rules()) {
        if (rule.origin().toString().equals(origin)) {
          return origin + " (" + measures(rule) + " of " + classes(rule) + ")";
        }
      }
    }
    return origin;
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
    return isOfApplication(loader, name) ? ready().weaver().weave(loader, name, classFile) : null;
  }

  /** Reports the first class of each general name that is not in the application's packages. */
  private boolean isOfApplication(ClassLoader loader, String name) {
    String simpleName = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    if (OWN.contains(simpleName) || packages().contain(name)) {
      return true;
    }
    if (!JdkPackages.have(loader, name) && reported.add(simpleName)) {
      log.warn(
          name
              + " is not measured by the agent's own rules: other software has such a name, too; to"
              + " measure it, name its package in "
              + SettingTable.APPLICATION_PACKAGES.key());
    }
    return false;
  }

  /** Without a lock: two threads may both parse the setting, with the same result. */
  private ApplicationPackages packages() {
    ApplicationPackages known = packages;
    if (known == null) {
      known = ApplicationPackages.of(applicationPackages);
      packages = known;
    }
    return known;
  }

  /** Skips classes that the operator's rules measure. Called before any class is woven. */
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

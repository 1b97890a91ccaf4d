package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.RuleFiles;
import io.athena.apm.rules.RuleSet;
import io.athena.apm.rules.active.ActiveRules;
import io.athena.apm.rules.active.InspectedClass;
import io.athena.apm.rules.active.RuleEdit;
import io.athena.apm.weaving.AdviceFuse;
import io.athena.apm.weaving.Reweaving;
import io.athena.apm.weaving.Weaver;
import io.athena.apm.weaving.WeavingTransformer;
import io.athena.apm.weaving.tasks.TaskPropagation;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;

/**
 * The operator's rules: compiled at start, before the application's first class is loaded, and
 * again before a flush if a file has changed. Created only if a file is set.
 *
 * <p>They may match any class, also one that the gate does not stop, so they are a transformer of
 * their own, after the gate.
 */
final class UserRules implements Runnable, Weaver, Predicate<Class<?>> {

  /** The loader of the agent and its libraries, whose names a pattern may match. */
  private static final ClassLoader ENGINE = UserRules.class.getClassLoader();

  private final RuleFiles files;
  private final ActiveRules rules;
  private final Instrumentation instrumentation;
  private final KillSwitch killSwitch;
  private final Predicate<String> gateNames;
  private final TaskPropagation tasks;
  private final AdviceFuse fuse;
  private final AgentErrors errors;
  private final AgentLog log;

  /**
   * {@code files} is the text of the setting {@code rules}; {@code gateNames} tests the class names
   * that the gate stops.
   */
  UserRules(
      String files,
      RuleEngine engine,
      Instrumentation instrumentation,
      KillSwitch killSwitch,
      Predicate<String> gateNames,
      TaskPropagation tasks,
      AdviceFuse fuse,
      AgentErrors errors,
      AgentLog log) {
    this.files = new RuleFiles(NamedRuleFiles.of(files, log));
    this.rules = engine.rules();
    this.instrumentation = instrumentation;
    this.killSwitch = killSwitch;
    this.gateNames = gateNames;
    this.tasks = tasks;
    this.fuse = fuse;
    this.errors = errors;
    this.log = log;
  }

  /**
   * Reads the files and weaves classes that are loaded from now on. Called once, on the athena-apm
   * thread, before the gate opens.
   */
  void start() {
    RuleSet set = files.read();
    killSwitch.turn(!set.enabled());
    rules.use(set).complete();
    instrumentation.addTransformer(new WeavingTransformer(this, errors), true);
    if (!set.enabled()) {
      log.notice(inEffect(set));
    }
  }

  /** Weaves a class while it is loaded or retransformed, on the thread that does so. */
  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    return mayMatch(loader, name) ? rules.weaver().weave(loader, name, classFile) : null;
  }

  private static boolean mayMatch(ClassLoader loader, String name) {
    return loader != null && loader != ENGINE && !InspectedClass.isOurs(name);
  }

  /** Reads files that have changed. Called before each flush, on the athena-apm thread. */
  @Override
  public void run() {
    if (files.haveChanged()) {
      RuleSet set = files.readAgain();
      use(set);
      log.notice(inEffect(set));
    }
  }

  private void use(RuleSet set) {
    boolean flipped = killSwitch.isOn() == set.enabled();
    killSwitch.turn(!set.enabled());
    RuleEdit edit = rules.use(set);
    // Their failures were those of the earlier rules.
    edit.names().forEach(fuse::renew);
    // The switch turns off the instruments of the jar, too.
    Predicate<Class<?>> affected = flipped ? edit.or(this::isOfTheJar) : edit;
    new Reweaving(instrumentation, affected).run(errors);
    if (flipped) {
      tasks.reweave();
    }
    edit.complete();
  }

  private boolean isOfTheJar(Class<?> type) {
    return gateNames.test(type.getName());
  }

  private static String inEffect(RuleSet set) {
    int count = set.rules().size();
    return set.file()
        + ": "
        + (set.enabled()
            ? count + (count == 1 ? " rule in effect" : " rules in effect")
            : "all instrumentation is removed until it says enabled: true");
  }

  ActiveRules rules() {
    return rules;
  }

  /** Whether the rules match a class that is loaded. Called on the athena-apm thread. */
  @Override
  public boolean test(Class<?> type) {
    return mayMatch(type.getClassLoader(), type.getName()) && rules.match(type);
  }

  boolean haveWoven() {
    return rules.haveWoven();
  }
}

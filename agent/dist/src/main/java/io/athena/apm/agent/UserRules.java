package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.rules.RuleFiles;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.rules.active.ActiveRules;
import io.athena.apm.core.rules.active.RuleEdit;
import io.athena.apm.core.rules.active.Selection;
import io.athena.apm.core.tasks.TaskPropagation;
import io.athena.apm.core.weaving.AdviceFuse;
import io.athena.apm.core.weaving.ClassPathTypes;
import io.athena.apm.core.weaving.Reweaving;
import io.athena.apm.core.weaving.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The operator's rules: read when the first class comes that they may mean, or with the first
 * flush, and again at the next flush where a file has changed. A start without such a class has no
 * use for YAML. Nothing of it is loaded where no file is named.
 */
final class UserRules implements Runnable, Weaver, Predicate<Class<?>> {

  /** The libraries of the engine have their own names, and a pattern may mean those. */
  private static final ClassLoader ENGINE = UserRules.class.getClassLoader();

  private final RuleFiles files;
  private final RuleEngine engine;
  private final Instrumentation instrumentation;
  private final KillSwitch killSwitch;
  private final Predicate<String> gateNames;
  private final AwaitedClasses awaited;
  private final TaskPropagation tasks;
  private final AdviceFuse fuse;
  private final AgentErrors errors;
  private final AgentLog log;
  private final PastTheGate pastTheGate;
  private final ClassPathTypes types = new ClassPathTypes();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile ActiveRules rules;
  private volatile boolean started;

  /** The files were edited before they were first read; told by {@link #started}. */
  private boolean edited;

  /** How many late types the last flush knew of. */
  private int noticed;

  /** For how many of them the classes that are loaded have been looked through twice. */
  private int rewoven;

  /**
   * Rules that are not read yet.
   *
   * @param gateNames knows which classes the gate stops
   * @param awaited those that have the rules read when they come
   */
  UserRules(
      String files,
      RuleEngine engine,
      Instrumentation instrumentation,
      KillSwitch killSwitch,
      Predicate<String> gateNames,
      AwaitedClasses awaited,
      TaskPropagation tasks,
      AdviceFuse fuse,
      AgentErrors errors,
      AgentLog log) {
    this.files = new RuleFiles(NamedRuleFiles.of(files, log));
    this.engine = engine;
    this.instrumentation = instrumentation;
    this.killSwitch = killSwitch;
    this.gateNames = gateNames;
    this.awaited = awaited;
    this.tasks = tasks;
    this.fuse = fuse;
    this.errors = errors;
    this.log = log;
    this.pastTheGate = new PastTheGate(this, awaited, gateNames, instrumentation, errors);
    this.files.note();
  }

  /** Reads the rules if that can't wait. Called once, before the gate opens. */
  void begin() {
    types.want(awaited.types());
    if (!awaited.all() || anyTypeMayBeKnown()) {
      start();
    }
  }

  private boolean anyTypeMayBeKnown() {
    for (String type : awaited.types()) {
      if (types.mayBeKnown(ClassLoader.getSystemClassLoader(), type)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class that is being loaded, or is loaded, may be meant; in doubt it may. */
  boolean mayMean(ClassLoader loader, String name) {
    if (loader == ENGINE || Selection.isOurs(name)) {
      return false;
    }
    types.loading(loader, name);
    return started || awaited.include(loader, name);
  }

  /** Reads the rules and puts them in force for classes to come; only the first time. */
  void start() {
    if (started) {
      return;
    }
    lock.lock();
    try {
      if (!started) {
        edited = files.haveChanged();
        RuleSet set = files.read();
        killSwitch.turn(!set.enabled());
        rules().use(set);
        // Before classes come past the gate: until then those are not known to be meant.
        started = true;
        pastTheGate.installFor(set);
        if (!set.enabled()) {
          log.notice(inForce(set));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    start();
    return rules().weaver().weave(loader, name, classFile);
  }

  @Override
  public void run() {
    start();
    int late = types.late();
    if (edited || late > rewoven) {
      // Of classes that are loaded by now the files meant none, or seemed to, and they may now.
      reweave(this, edited && killSwitch.isOn());
      edited = false;
    }
    // Once more after this: one that has such a type may still be loading.
    rewoven = noticed;
    noticed = late;
    if (files.haveChanged()) {
      RuleSet set = files.readAgain();
      use(set);
      log.notice(inForce(set));
    }
  }

  /** The switch is for the instruments of the jar, too. */
  private void reweave(Predicate<Class<?>> ofRules, boolean flipped) {
    new Reweaving(instrumentation, flipped ? ofRules.or(this::isOfTheJar) : ofRules).run(errors);
    if (flipped) {
      tasks.reweave();
    }
  }

  private boolean isOfTheJar(Class<?> type) {
    return gateNames.test(type.getName());
  }

  private static String inForce(RuleSet set) {
    int count = set.rules().size();
    return set.file()
        + ": "
        + (set.enabled()
            ? count + (count == 1 ? " rule in force" : " rules in force")
            : "everything is taken out until it says enabled: true");
  }

  private void use(RuleSet set) {
    boolean flipped = killSwitch.isOn() == set.enabled();
    killSwitch.turn(!set.enabled());
    RuleEdit edit = rules().use(set);
    // What has failed so often was something else.
    edit.names().forEach(fuse::renew);
    pastTheGate.installFor(set);
    noticeLoaded();
    reweave(edit, flipped);
    edit.complete();
  }

  /** A type that these rules ask for first may be loaded. */
  private void noticeLoaded() {
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      types.loading(type.getClassLoader(), type.getName());
    }
  }

  /** Those that are in force, none of them before they are read. Made when somebody asks first. */
  ActiveRules rules() {
    ActiveRules made = rules;
    return made == null ? make() : made;
  }

  private ActiveRules make() {
    lock.lock();
    try {
      if (rules == null) {
        rules = engine.rules(types);
      }
      return rules;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a class that is loaded is meant. */
  @Override
  public boolean test(Class<?> type) {
    if (!mayMean(type.getClassLoader(), type.getName())) {
      return false;
    }
    start();
    return rules().mean(type);
  }

  boolean haveWoven() {
    return rules != null && rules.haveWoven();
  }
}

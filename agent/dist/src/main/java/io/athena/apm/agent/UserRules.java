package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.rules.MethodPattern;
import io.athena.apm.core.rules.Rule;
import io.athena.apm.core.rules.RuleFiles;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.rules.active.ActiveRules;
import io.athena.apm.core.rules.active.RuleEdit;
import io.athena.apm.core.tasks.TaskPropagation;
import io.athena.apm.core.weaving.AdviceFuse;
import io.athena.apm.core.weaving.Reweaving;
import io.athena.apm.core.weaving.Weaver;
import io.athena.apm.core.weaving.Weaving;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * The operator's rules: read at the start, and again at the next flush where a file has changed.
 * Where the gate stops every class that they may mean, the first such class has them read, or the
 * first flush: a start without one has no use for YAML. Nothing of it is loaded where no file is
 * named.
 */
/*
 * Two ways in
 *
 * A class whose simple name stands in a rule is stopped by the gate, and comes here through Weavers.
 * Every other class, which only a pattern may mean, comes through a transformer of its own. It can't
 * be the same for both: the JVM decides which transformers a class passes when it starts to load,
 * and one that waits in the gate has started before the rules were read.
 */
final class UserRules implements Runnable, Weaver, Predicate<Class<?>> {

  private final RuleFiles files;
  private final ActiveRules rules;
  private final Instrumentation instrumentation;
  private final KillSwitch killSwitch;
  private final Predicate<String> gateNames;
  private final Predicate<String> waitFor;
  private final TaskPropagation tasks;
  private final AdviceFuse fuse;
  private final AgentErrors errors;
  private final AgentLog log;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean started;

  /** The files were edited before they were first read; told by {@link #started}. */
  private boolean edited;

  private boolean transforms;

  /**
   * Rules that are not read yet.
   *
   * @param gateNames knows which classes the gate stops
   * @param waitFor knows which classes have the rules read when they come; null where that would be
   *     too late
   */
  UserRules(
      String files,
      ActiveRules rules,
      Instrumentation instrumentation,
      KillSwitch killSwitch,
      Predicate<String> gateNames,
      Predicate<String> waitFor,
      TaskPropagation tasks,
      AdviceFuse fuse,
      AgentErrors errors,
      AgentLog log) {
    this.files = new RuleFiles(NamedRuleFiles.of(files, log));
    this.rules = rules;
    this.instrumentation = instrumentation;
    this.killSwitch = killSwitch;
    this.gateNames = gateNames;
    this.waitFor = waitFor;
    this.tasks = tasks;
    this.fuse = fuse;
    this.errors = errors;
    this.log = log;
    if (waitFor != null) {
      this.files.note();
    }
  }

  /** Whether a class that the gate has stopped may be meant; in doubt it may. */
  boolean mayMean(String name) {
    return started || waitFor == null || waitFor.test(name);
  }

  /** Reads the rules and puts them in force for classes to come; only the first time. */
  void start() {
    if (started) {
      return;
    }
    lock.lock();
    try {
      if (!started) {
        edited = waitFor != null && files.haveChanged();
        RuleSet set = files.read();
        killSwitch.turn(!set.enabled());
        rules.use(set);
        passTheGate(set);
        started = true;
        if (!set.enabled()) {
          log.notice(inForce(set));
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Classes that the gate has not stopped are looked at only where a rule may mean one. */
  private void passTheGate(RuleSet set) {
    if (!transforms && !areStopped(set)) {
      transforms = true;
      instrumentation.addTransformer(new Weaving(new PastTheGate(), errors), true);
    }
  }

  private boolean areStopped(RuleSet set) {
    for (Rule rule : set.rules()) {
      for (MethodPattern method : rule.methods()) {
        String name = method.type().simpleName();
        if (name == null || !gateNames.test(name)) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
    start();
    return rules.weaver().weave(loader, name, classFile);
  }

  /** For classes that the gate did not stop. */
  private final class PastTheGate implements Weaver {

    @Override
    public byte[] weave(ClassLoader loader, String name, byte[] classFile) {
      return loader == null || !rules.mayMean(name, classFile) || gateNames.test(name)
          ? null
          : UserRules.this.weave(loader, name, classFile);
    }
  }

  @Override
  public void run() {
    start();
    if (edited) {
      // Of classes that are loaded by now the files named none, and they may now.
      edited = false;
      reweave(this, killSwitch.isOn());
    }
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
    RuleEdit edit = rules.use(set);
    // What has failed so often was something else.
    edit.names().forEach(fuse::renew);
    passTheGate(set);
    reweave(edit, flipped);
    edit.complete();
  }

  /** Those that are in force. */
  ActiveRules rules() {
    return rules;
  }

  /** Whether a class that is loaded is meant. */
  @Override
  public boolean test(Class<?> type) {
    return rules.mean(type);
  }

  boolean haveWoven() {
    return rules.haveWoven();
  }
}

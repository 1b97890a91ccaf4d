package io.athena.apm.agent;

import io.athena.apm.core.errors.AgentErrors;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.rules.RuleFiles;
import io.athena.apm.core.rules.RuleSet;
import io.athena.apm.core.rules.active.ActiveRules;
import io.athena.apm.core.weaving.Weaving;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The operator's rules: read at the start, and again at the next flush where a file has changed.
 * Runs on the athena-apm thread; nothing of it is loaded where no file is named.
 *
 * <p>Classes that were loaded while the files were read are woven again, so that no class has to
 * wait for YAML.
 */
final class UserRules implements Runnable {

  private final RuleFiles files;
  private final ActiveRules rules;
  private final Instrumentation instrumentation;
  private final Weavers weavers;
  private final KillSwitch killSwitch;
  private final AgentErrors errors;
  private final AgentLog log;

  UserRules(
      String files,
      ActiveRules rules,
      Instrumentation instrumentation,
      Weavers weavers,
      KillSwitch killSwitch,
      AgentErrors errors,
      AgentLog log) {
    this.files = new RuleFiles(paths(files));
    this.rules = rules;
    this.instrumentation = instrumentation;
    this.weavers = weavers;
    this.killSwitch = killSwitch;
    this.errors = errors;
    this.log = log;
  }

  private static List<Path> paths(String files) {
    List<Path> paths = new ArrayList<>();
    for (String file : files.split(",", -1)) {
      if (!file.isBlank()) {
        paths.add(Path.of(file.trim()));
      }
    }
    return paths;
  }

  void start() {
    instrumentation.addTransformer(new Weaving(rules.weaver(), errors), true);
    use(files.read());
  }

  @Override
  public void run() {
    if (files.haveChanged()) {
      RuleSet set = files.readAgain();
      use(set);
      log.notice(inForce(set));
    }
  }

  private static String inForce(RuleSet set) {
    return set.enabled()
        ? set.file() + ": " + set.rules().size() + " rules in force"
        : set.file() + ": everything is taken out until it says enabled: true";
  }

  private void use(RuleSet set) {
    boolean flipped = killSwitch.isOn() == set.enabled();
    killSwitch.turn(!set.enabled());
    rules.replace(set, instrumentation, errors);
    if (flipped) {
      weavers.reweave(instrumentation, errors);
    }
  }

  boolean haveWoven() {
    return rules.haveWoven();
  }

  void reweave() {
    rules.reweave(instrumentation, errors);
  }
}

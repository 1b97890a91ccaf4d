package io.athena.apm.core.settings;

import io.athena.apm.core.text.NearestName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Finds what was set but is no setting, and what was probably meant. */
final class UnknownSettings {

  private UnknownSettings() {}

  static void report(SettingSources sources, Set<String> keys, Consumer<String> problems) {
    check("agent argument ", sources.arguments().keySet(), "", keys, problems);
    check(
        "property ",
        sources.properties().stringPropertyNames(),
        Setting.PROPERTY_PREFIX,
        keys,
        problems);
    checkEnvironment(sources.environment().keySet(), keys, problems);
    check("config ", sources.file().keySet(), "", keys, problems);
  }

  private static void check(
      String where, Set<String> given, String prefix, Set<String> keys, Consumer<String> problems) {
    for (String name : new TreeSet<>(given)) {
      if (name.startsWith(prefix) && !keys.contains(name.substring(prefix.length()))) {
        String shown = Redaction.of(name);
        String nearest = NearestName.of(shown.substring(prefix.length()), keys);
        problems.accept(where + shown + " is not a setting; nearest: " + prefix + nearest);
      }
    }
  }

  private static void checkEnvironment(
      Set<String> given, Set<String> keys, Consumer<String> problems) {
    Map<String, String> variables = new HashMap<>();
    for (String key : keys) {
      variables.put(Setting.variable(key), key);
    }
    check("environment ", prefixed(given), "", variables.keySet(), problems);
  }

  private static Set<String> prefixed(Set<String> given) {
    Set<String> ours = new TreeSet<>();
    for (String name : given) {
      if (name.startsWith(Setting.VARIABLE_PREFIX)) {
        ours.add(name);
      }
    }
    return ours;
  }
}

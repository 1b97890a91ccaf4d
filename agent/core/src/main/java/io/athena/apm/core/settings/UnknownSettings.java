package io.athena.apm.core.settings;

import java.util.Collection;
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
        String nearest = nearest(shown.substring(prefix.length()), keys);
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

  static String nearest(String name, Collection<String> names) {
    String nearest = "";
    int least = Integer.MAX_VALUE;
    for (String candidate : new TreeSet<>(names)) {
      int distance = distance(name, candidate);
      if (distance < least) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }

  /** Levenshtein's: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}

package io.athena.apm.core.settings;

import io.athena.apm.core.text.Excerpt;
import io.athena.apm.core.text.NearestName;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Reports names that are not settings, each with the nearest setting. */
final class UnknownSettings {

  /** The most lines for one source: a wrong file may have any number of keys. */
  private static final int MOST = 10;

  private UnknownSettings() {}

  static void report(SettingSources sources, Set<String> keys, Consumer<String> problems) {
    checkArguments(sources.arguments(), keys, problems);
    check("agent argument ", sources.arguments().keySet(), "", keys, problems);
    check(
        "property ",
        sources.properties().stringPropertyNames(),
        Setting.PROPERTY_PREFIX,
        keys,
        problems);
    checkEnvironment(sources.environment(), keys, problems);
    checkFile(sources.file().keySet(), keys, problems);
  }

  private static void checkArguments(
      Map<String, String> arguments, Set<String> keys, Consumer<String> problems) {
    for (Map.Entry<String, String> argument : new TreeMap<>(arguments).entrySet()) {
      String key = argument.getKey();
      if (argument.getValue() == null && keys.contains(key)) {
        problems.accept("agent argument " + key + " has no value; write " + key + "=value");
      }
    }
  }

  /** A file without any setting of ours may be another program's, and its secrets stay hidden. */
  private static void checkFile(Set<String> given, Set<String> keys, Consumer<String> problems) {
    boolean ours = given.isEmpty();
    for (String name : given) {
      ours |= keys.contains(name) || !nearest(Redaction.of(name), keys).isEmpty();
    }
    if (ours) {
      check("config ", given, "", keys, problems);
    } else {
      problems.accept("config names no setting of this agent; is it another program's file?");
    }
  }

  private static void check(
      String where, Set<String> given, String prefix, Set<String> keys, Consumer<String> problems) {
    int unknown = 0;
    for (String name : new TreeSet<>(given)) {
      if (name.startsWith(prefix)
          && !keys.contains(name.substring(prefix.length()))
          && unknown++ < MOST) {
        problems.accept(where + sentence(Redaction.of(name), prefix, keys));
      }
    }
    if (unknown > MOST) {
      problems.accept(where + "names " + (unknown - MOST) + " more that are not settings");
    }
  }

  private static String sentence(String name, String prefix, Set<String> keys) {
    String nearest = nearest(name.substring(prefix.length()), keys);
    return Excerpt.unquoted(name)
        + " is not a setting"
        + (nearest.isEmpty() ? "" : "; nearest: " + prefix + nearest);
  }

  /** Only system properties have the prefix. */
  private static String nearest(String name, Set<String> keys) {
    boolean prefixed = name.startsWith(Setting.PROPERTY_PREFIX);
    return NearestName.of(prefixed ? name.substring(Setting.PROPERTY_PREFIX.length()) : name, keys);
  }

  private static void checkEnvironment(
      Map<String, String> given, Set<String> keys, Consumer<String> problems) {
    Map<String, String> variables = new HashMap<>();
    for (String key : keys) {
      variables.put(Setting.variable(key), key);
    }
    check("environment ", prefixed(given), "", variables.keySet(), problems);
  }

  private static Set<String> prefixed(Map<String, String> given) {
    Set<String> ours = new TreeSet<>();
    for (String name : given.keySet()) {
      if (name.startsWith(Setting.VARIABLE_PREFIX) && !isOfKubernetes(name, given)) {
        ours.add(name);
      }
    }
    return ours;
  }

  /**
   * Whether Kubernetes set the variable for a service called {@code apm} or {@code apm-...}: {@code
   * APM_SERVICE_HOST}, {@code APM_SERVICE_PORT}, {@code APM_PORT}, {@code APM_PORT_8125_UDP} and so
   * on. It always sets the first of them.
   */
  private static boolean isOfKubernetes(String name, Map<String, String> given) {
    for (String part : new String[] {"_SERVICE_HOST", "_SERVICE_PORT", "_PORT"}) {
      int at = name.indexOf(part);
      if (at > 0 && given.containsKey(name.substring(0, at) + "_SERVICE_HOST")) {
        return true;
      }
    }
    return false;
  }
}

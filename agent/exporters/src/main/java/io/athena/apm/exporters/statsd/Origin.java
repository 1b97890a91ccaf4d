package io.athena.apm.exporters.statsd;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where lines come from, for the Datadog Agent's origin detection. Only what is known is told, and
 * the environment is read as Datadog's own client reads it (java-dogstatsd-client 4.4.5, {@code
 * NonBlockingStatsDClient} and its builder).
 *
 * @param container as in protocol 1.4: {@code ci-<id>} or {@code in-<inode>}; empty where unknown
 * @param externalData what the admission controller put into {@code DD_EXTERNAL_ENV}; empty for
 *     none
 * @param cardinality of the tags that the Agent adds: none, low, orchestrator, high; empty for the
 *     Agent's own setting
 */
record Origin(String container, String externalData, String cardinality) {

  /** Nothing is known. */
  static final Origin UNKNOWN = new Origin("", "", "");

  private static final String ID = "ci-";
  private static final Set<String> OFF = Set.of("no", "false", "0", "n", "off");
  private static final Set<String> LEVELS = Set.of("none", "low", "orchestrator", "high");

  /**
   * Reads the variables, and the container's files. {@code DD_ORIGIN_DETECTION_ENABLED=false}
   * leaves out what tells the container; a cardinality is about the entity's tags as well.
   */
  static Origin of(Map<String, String> environment, ContainerFiles files) {
    String cardinality = cardinality(environment);
    return isSwitchedOff(environment)
        ? new Origin("", "", cardinality)
        : new Origin(
            files.container(), safe(environment.getOrDefault("DD_EXTERNAL_ENV", "")), cardinality);
  }

  /** What lines of a protocol from 1.2 on end with. */
  String fields(int minor) {
    StringBuilder fields = new StringBuilder();
    if (minor >= 4) {
      append(fields, "|c:", container);
    } else if (container.startsWith(ID)) {
      append(fields, "|c:", container.substring(ID.length()));
    }
    append(fields, "|e:", minor >= 5 ? externalData : "");
    append(fields, "|card:", minor >= 6 ? cardinality : "");
    return fields.toString();
  }

  private static void append(StringBuilder fields, String name, String value) {
    if (!value.isEmpty()) {
      fields.append(name).append(value);
    }
  }

  private static boolean isSwitchedOff(Map<String, String> environment) {
    String text = environment.getOrDefault("DD_ORIGIN_DETECTION_ENABLED", "");
    return OFF.contains(text.trim().toLowerCase(Locale.ROOT));
  }

  private static String cardinality(Map<String, String> environment) {
    String given = environment.getOrDefault("DD_CARDINALITY", "");
    String other = environment.getOrDefault("DATADOG_CARDINALITY", "");
    return LEVELS.contains(given) ? given : LEVELS.contains(other) ? other : "";
  }

  /** Without what would end the field or the line. */
  private static String safe(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c != 0x7f && c != '|') {
        kept.append(c);
      }
    }
    return kept.toString();
  }
}

package io.athena.apm.exporters.statsd;

import java.util.Map;

/**
 * Where lines come from, for the Datadog Agent's origin detection. Only what is known is told.
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

  /**
   * Reads the variables that Datadog's clients read, and the container's files where detection is
   * not switched off by {@code DD_ORIGIN_DETECTION_ENABLED=false}.
   */
  static Origin of(Map<String, String> environment, ContainerFiles files) {
    if ("false".equalsIgnoreCase(environment.get("DD_ORIGIN_DETECTION_ENABLED"))) {
      return UNKNOWN;
    }
    String external = environment.getOrDefault("DD_EXTERNAL_ENV", "");
    String cardinality =
        environment.getOrDefault(
            "DD_CARDINALITY", environment.getOrDefault("DATADOG_CARDINALITY", ""));
    return new Origin(
        files.container(), isSafe(external) ? external : "", known(cardinality) ? cardinality : "");
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

  private static boolean known(String cardinality) {
    return cardinality.equals("none")
        || cardinality.equals("low")
        || cardinality.equals("orchestrator")
        || cardinality.equals("high");
  }

  private static boolean isSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || c == '|') {
        return false;
      }
    }
    return true;
  }
}

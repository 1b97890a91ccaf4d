package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Describes the process to the Datadog Agent, which adds the tags of its container and pod to the
 * lines ("origin detection"). Reads the environment as Datadog's client does (java-dogstatsd-client
 * 4.4.5, {@code NonBlockingStatsDClient} and its builder).
 *
 * @param container as in protocol 1.4: {@code ci-<id>} or {@code in-<inode>}; empty if unknown
 * @param externalData {@code DD_EXTERNAL_ENV}, which the admission controller sets; empty for none
 * @param cardinality of the tags that the Agent adds: none, low, orchestrator, high; empty for the
 *     Agent's own setting
 */
public record Origin(String container, String externalData, String cardinality) {

  static final Origin UNKNOWN = new Origin("", "", "");

  private static final String ID = "ci-";
  private static final Set<String> OFF = Set.of("no", "false", "0", "n", "off");
  private static final Set<String> LEVELS = Set.of("none", "low", "orchestrator", "high");

  /**
   * Reads the environment and the files of the container. {@code DD_ORIGIN_DETECTION_ENABLED=false}
   * removes the container and the external data, not the cardinality, which is also about the tags
   * of the entity.
   */
  static Origin of(Map<String, String> environment, Container container) {
    String cardinality = cardinality(environment);
    String enabled = environment.getOrDefault("DD_ORIGIN_DETECTION_ENABLED", "");
    if (OFF.contains(enabled.trim().toLowerCase(Locale.ROOT))) {
      return new Origin("", "", cardinality);
    }
    String externalData = withoutBreaks(environment.getOrDefault("DD_EXTERNAL_ENV", ""));
    return new Origin(container.id(), externalData, cardinality);
  }

  /**
   * Adds the tag {@code dd.internal.entity_id} with {@code DD_ENTITY_ID}, as Datadog's clients do.
   * The Agent replaces it by the tags of that pod. It is a tag, so every version of the protocol
   * has it, and no setting of origin detection affects it.
   *
   * @return the same tags if the variable is not set
   */
  public static Tags addEntity(Tags constant, Map<String, String> environment) {
    String entity = environment.getOrDefault("DD_ENTITY_ID", "");
    if (entity.isBlank()) {
      return constant;
    }
    Map<String, String> tags = constant.toMap();
    tags.put("dd.internal.entity_id", entity);
    return Tags.of(tags);
  }

  /** The text at the end of each line, by the minor version of the protocol, from 1.2 on. */
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

  private static String cardinality(Map<String, String> environment) {
    String given = environment.getOrDefault("DD_CARDINALITY", "");
    String other = environment.getOrDefault("DATADOG_CARDINALITY", "");
    return LEVELS.contains(given) ? given : LEVELS.contains(other) ? other : "";
  }

  /** Removes the characters that would end the field or the line. */
  private static String withoutBreaks(String text) {
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

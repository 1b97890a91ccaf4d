package io.athena.apm.exporters.statsd;

import io.athena.apm.metrics.Tags;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The tag by which the Datadog Agent knows the pod that a line comes from: {@code
 * dd.internal.entity_id}, from {@code DD_ENTITY_ID}, as Datadog's clients write it. The Agent takes
 * it off the line and puts the pod's own tags in its place.
 *
 * <p>A tag and no field, so every version of the protocol has it; no setting of origin detection
 * touches it.
 */
public final class EntityTag {

  private static final String KEY = "dd.internal.entity_id";

  private EntityTag() {}

  /** The constant tags with the one for the entity, where the environment names one. */
  public static Tags addedTo(Tags constant, Map<String, String> environment) {
    String entity = environment.getOrDefault("DD_ENTITY_ID", "");
    if (entity.isBlank()) {
      return constant;
    }
    Map<String, String> tags = new TreeMap<>();
    constant.forEach(
        new BiConsumer<String, String>() {
          @Override
          public void accept(String key, String value) {
            tags.put(key, value);
          }
        });
    tags.put(KEY, entity);
    return Tags.of(tags);
  }
}

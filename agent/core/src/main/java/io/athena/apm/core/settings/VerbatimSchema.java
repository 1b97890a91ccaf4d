package io.athena.apm.core.settings;

import java.util.Map;
import org.snakeyaml.engine.v2.api.ConstructNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.JsonSchema;
import org.snakeyaml.engine.v2.schema.Schema;

/** A YAML schema that keeps values as text: {@code version: 1.10} does not become 1.1. */
final class VerbatimSchema implements Schema {

  private final Schema json = new JsonSchema();

  @Override
  public ScalarResolver getScalarResolver() {
    return (text, plain) -> plain && (text.isEmpty() || text.equals("null")) ? Tag.NULL : Tag.STR;
  }

  @Override
  public Map<Tag, ConstructNode> getSchemaTagConstructors() {
    return json.getSchemaTagConstructors();
  }
}

package io.athena.apm.rules;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code enabled} from a file with problems. The kill switch works whatever else is wrong
 * with the file: if it is not YAML at all, a line is enough.
 */
final class WrittenSwitch {

  private static final Pattern LINE =
      Pattern.compile("^enabled\\s*:\\s+(true|false)\\s*(#.*)?$", Pattern.MULTILINE);

  private WrittenSwitch() {}

  /** True, false, or null if the file has neither. */
  static Boolean read(Path file) {
    Problems told = new Problems(file.toString());
    String text = RuleText.read(file, told);
    return text == null ? null : read(text, told);
  }

  private static Boolean read(String text, Problems told) {
    Node document = YamlDocument.read(text, told);
    if (document instanceof MappingNode) {
      YamlMap map = YamlMap.of(document, "the file", RulesReader.KEYS, told);
      return map.has("enabled") ? value(YamlText.scalar(map.node("enabled"))) : null;
    }
    Matcher line = LINE.matcher(text);
    return line.find() ? value(line.group(1)) : null;
  }

  private static Boolean value(String written) {
    return ("true".equals(written) || "false".equals(written)) ? Boolean.valueOf(written) : null;
  }
}

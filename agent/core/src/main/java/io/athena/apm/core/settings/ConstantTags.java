package io.athena.apm.core.settings;

import java.util.Map;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** Parses the setting {@code tags}. */
final class ConstantTags {

  private final Map<String, String> tags = new TreeMap<>();
  private final StringJoiner ignored = new StringJoiner(", ");

  ConstantTags(String text) {
    StringTokenizer given = new StringTokenizer(text, ", \t\n\r\f");
    while (given.hasMoreTokens()) {
      add(given.nextToken());
    }
  }

  private void add(String tag) {
    int colon = tag.indexOf(':');
    if (colon > 0 && colon < tag.length() - 1) {
      tags.put(tag.substring(0, colon), tag.substring(colon + 1));
    } else {
      ignored.add('"' + Redaction.of(tag) + '"');
    }
  }

  Map<String, String> tags() {
    return tags;
  }

  /** One sentence about the words that are ignored; null where there are none. */
  String problem() {
    return ignored.length() == 0
        ? null
        : SettingTable.TAGS.key() + ": ignored, not key:value: " + ignored;
  }
}

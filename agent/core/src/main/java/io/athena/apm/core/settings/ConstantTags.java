package io.athena.apm.core.settings;

import java.util.Map;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.TreeMap;

/** The setting {@code tags}, taken apart: what is a tag, and what is none. */
final class ConstantTags {

  private final Map<String, String> tags = new TreeMap<>();
  private final StringJoiner leftOut = new StringJoiner(", ");

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
      leftOut.add('"' + Redaction.of(tag) + '"');
    }
  }

  Map<String, String> tags() {
    return tags;
  }

  /** One sentence of what is left out; null where nothing is. */
  String problem() {
    return leftOut.length() == 0
        ? null
        : SettingTable.TAGS.key() + ": left out is what is not key:value: " + leftOut;
  }
}

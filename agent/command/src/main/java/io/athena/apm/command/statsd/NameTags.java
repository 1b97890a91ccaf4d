package io.athena.apm.command.statsd;

import java.util.SortedMap;
import java.util.TreeMap;

/** A name with its tags in it: {@code name,key=value,key=value}. */
record NameTags(String name, SortedMap<String, String> tags) {

  /** Splits a name at the character before each tag. */
  static NameTags read(LineText text, String key, char separator) {
    String[] parts = key.split(String.valueOf(separator), -1);
    SortedMap<String, String> tags = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      text.check(equals > 0, "tag '{}' is not key=value", parts[i]);
      text.check(equals < parts[i].length() - 1, "tag '{}' has no value", parts[i]);
      String earlier = tags.put(parts[i].substring(0, equals), parts[i].substring(equals + 1));
      text.check(earlier == null, "tag '{}' more than once", parts[i]);
    }
    return new NameTags(parts[0], tags);
  }
}

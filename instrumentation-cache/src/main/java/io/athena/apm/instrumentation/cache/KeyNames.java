package io.athena.apm.instrumentation.cache;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.values.PathReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The names that the operator gives to keys with some prefix: {@code user:*=users}. The longest
 * prefix decides, and of an operation on several keys the first one; those of a bulk read of
 * spymemcached are not known. Keeps no key. Called by the application's threads.
 */
final class KeyNames {

  /** A prefix, and its bytes in UTF-8 as characters. */
  private record Prefix(String text, String encoded, String shown) {

    Prefix(String text, String shown) {
      this(text, characters(text.getBytes(StandardCharsets.UTF_8)), shown);
    }

    boolean begins(Object key) {
      return key instanceof byte[] bytes
          ? characters(bytes).startsWith(encoded)
          : key instanceof String given && given.startsWith(text);
    }

    private static String characters(byte[] bytes) {
      return new String(bytes, StandardCharsets.ISO_8859_1);
    }
  }

  private final List<Prefix> prefixes = new ArrayList<>();
  private final PathReader raw;

  /**
   * Those of the operator's names that end with a star. No stream: part of each start.
   *
   * @param names the operator's names of caches
   */
  KeyNames(Map<String, String> names, AgentLog log) {
    for (Map.Entry<String, String> name : names.entrySet()) {
      String key = name.getKey();
      if (key.endsWith("*")) {
        prefixes.add(new Prefix(key.substring(0, key.length() - 1), name.getValue()));
      }
    }
    this.raw = PathReader.ofFirst(log, "raw");
  }

  /** Whether there is a name. */
  boolean areNamed() {
    return !prefixes.isEmpty();
  }

  /**
   * The name for an operation; null for none.
   *
   * @param key a text or its bytes; several of them; or Jedis' arguments, with the command before
   *     the key
   */
  String of(Object key) {
    if (!areNamed()) {
      return null;
    }
    Object first = first(key);
    Prefix longest = null;
    for (Prefix each : prefixes) {
      if (each.begins(first) && (longest == null || each.text.length() > longest.text.length())) {
        longest = each;
      }
    }
    return longest == null ? null : longest.shown;
  }

  private Object first(Object key) {
    if (key instanceof Object[] several) {
      return several.length == 0 ? null : several[0];
    }
    if (key instanceof ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.duplicate().get(bytes);
      return bytes;
    }
    return key instanceof Iterable<?> several ? first(several) : key;
  }

  private Object first(Iterable<?> several) {
    boolean isCommand = several.iterator().hasNext() && !isKey(several.iterator().next());
    Iterator<?> each = several.iterator();
    if (isCommand) {
      each.next();
    }
    Object first = each.hasNext() ? each.next() : null;
    return isCommand ? raw.read(first) : first;
  }

  private static boolean isKey(Object item) {
    return item instanceof String || item instanceof byte[];
  }
}

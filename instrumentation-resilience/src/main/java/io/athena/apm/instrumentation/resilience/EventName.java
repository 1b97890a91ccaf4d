package io.athena.apm.instrumentation.resilience;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The names of events and states that all libraries share, made from those of a library. */
final class EventName {

  private static final int MOST_NAMES = 100;
  private static final Map<String, String> KNOWN = new ConcurrentHashMap<>();

  private EventName() {}

  /**
   * Lower case with underscores: {@code HALF_OPEN}, {@code HalfOpen} and {@code half-open} are
   * {@code half_open}, {@code CALL_PERMITTED} is {@code permitted}. A known name allocates nothing.
   */
  static String of(String name) {
    String known = KNOWN.get(name);
    if (known == null) {
      known = withoutPrefix(lowerCase(name));
      if (KNOWN.size() < MOST_NAMES) {
        KNOWN.put(name, known);
      }
    }
    return known;
  }

  private static String lowerCase(String name) {
    StringBuilder event = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (i > 0
          && Character.isUpperCase(name.charAt(i))
          && Character.isLowerCase(name.charAt(i - 1))) {
        event.append('_');
      }
      event.append(name.charAt(i) == '-' ? '_' : name.charAt(i));
    }
    return event.toString().toLowerCase(Locale.ROOT);
  }

  private static String withoutPrefix(String event) {
    return event.startsWith("call_") ? event.substring("call_".length()) : event;
  }
}

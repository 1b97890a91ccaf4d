package io.athena.apm.core.settings;

import java.util.regex.Pattern;

/**
 * Keeps the API key out of sentences about settings, where a slip has put it into a name or into
 * another value: {@code api.key:abc}.
 */
final class Redaction {

  private static final Pattern API_KEY =
      Pattern.compile("(api[._-]?key)[^a-z0-9._-].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Redaction() {}

  static String of(String given) {
    return API_KEY.matcher(given).replaceFirst("$1...");
  }
}

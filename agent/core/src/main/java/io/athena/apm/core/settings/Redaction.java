package io.athena.apm.core.settings;

import java.util.regex.Pattern;

/**
 * Keeps secrets out of sentences about settings: the API key, where a slip has put it into a name
 * or into another value ({@code api.key:abc}), and what a URL carries in its user and its query.
 */
public final class Redaction {

  private static final Pattern API_KEY =
      Pattern.compile("(api[._-]?key)[^a-z0-9._-].*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern USER =
      Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)?.*@", Pattern.DOTALL);
  private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);

  private Redaction() {}

  /** What was given, as it may be printed. */
  public static String of(String given) {
    String withoutUser = USER.matcher(given).replaceFirst("$1...@");
    String withoutQuery = QUERY.matcher(withoutUser).replaceFirst("?...");
    return API_KEY.matcher(withoutQuery).replaceFirst("$1...");
  }
}

package io.athena.apm.core.settings;

import java.util.regex.Pattern;

/**
 * Removes secrets from texts about settings: the API key and OTLP's headers in the name or the
 * value of another setting ({@code api.key:abc}), and the user and the query of a URL.
 */
public final class Redaction {

  private static final Pattern API_KEY =
      Pattern.compile(
          "(api[._-]?key|otlp[._-]?headers)[^a-z0-9._-].*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern USER =
      Pattern.compile("^([a-zA-Z][a-zA-Z0-9+.-]*://)?.*@", Pattern.DOTALL);
  private static final Pattern QUERY = Pattern.compile("\\?.*", Pattern.DOTALL);

  private Redaction() {}

  /** The text without secrets. */
  public static String of(String text) {
    String withoutUser = USER.matcher(text).replaceFirst("$1...@");
    String withoutQuery = QUERY.matcher(withoutUser).replaceFirst("?...");
    return API_KEY.matcher(withoutQuery).replaceFirst("$1...");
  }
}

package io.athena.apm.core.text;

/** Quotes text of users or of the application within one line of a message. */
public final class Excerpt {

  private static final int LONGEST = 80;

  private Excerpt() {}

  /** The text in single quotes, shortened, without line breaks and other control characters. */
  public static String of(String text) {
    return "'" + unquoted(text) + "'";
  }

  /** The same without quotes. */
  public static String unquoted(String text) {
    int length = Math.min(text.length(), LONGEST);
    StringBuilder excerpt = new StringBuilder(length + 3);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      excerpt.append(Character.isISOControl(c) ? ' ' : c);
    }
    return excerpt.append(text.length() > LONGEST ? "..." : "").toString();
  }
}

package io.athena.apm.exporters.console;

/** Replaces characters that would break a line or control a terminal. */
final class Printable {

  private Printable() {}

  /** The text with each control character and line separator replaced by a question mark. */
  static String text(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean breaks = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      printable.append(breaks ? '?' : c);
    }
    return printable.toString();
  }
}

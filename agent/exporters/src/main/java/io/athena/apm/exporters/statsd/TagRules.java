package io.athena.apm.exporters.statsd;

/** What tags of one dialect may contain. */
interface TagRules {

  /** Punctuation that keys may have beside ASCII letters and digits. */
  String alsoInKeys();

  /** Whether the receiver has a use of its own for a key; such a tag would be lost. */
  boolean isReserved(String key);

  /** A value with all characters replaced that would break a line. */
  String value(String text);
}

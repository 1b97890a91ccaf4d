package io.athena.apm.exporters;

import java.util.Random;

/**
 * What an application may call things: all that has a meaning on some wire, and Unicode's odd
 * corners.
 */
public final class AnyText {

  private static final String[] PIECES = {
    "a",
    "Z",
    "9",
    "_",
    "-",
    ".",
    "/",
    " ",
    "\t",
    "\n",
    "\r",
    "\r\n",
    "\0",
    ":",
    "|",
    "#",
    ",",
    "@",
    "=",
    ";",
    "~",
    "\\",
    "é",
    "ß",
    "漢",
    "\u00a0",
    "\u2028",
    "\u0085",
    "\ufeff",
    "😀",
    "\ud83d",
    "\udc00",
    "İ",
    "name",
    "time",
    "metric_type",
    "_e{1,1}:",
    "_sc|",
    "|c",
    "|@0",
    "1|g\n",
    "host"
  };

  private final Random random;

  /** Draws from a generator. */
  public AnyText(Random random) {
    this.random = random;
  }

  /** The next text, which one time in 2,000 is too long for any datagram. */
  public String next() {
    if (random.nextInt(2_000) == 0) {
      return PIECES[random.nextInt(PIECES.length)].repeat(10_000);
    }
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(6); left > 0; left--) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }
}

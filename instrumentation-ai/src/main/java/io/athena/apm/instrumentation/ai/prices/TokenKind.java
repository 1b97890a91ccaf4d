package io.athena.apm.instrumentation.ai.prices;

/** The kinds of tokens that have a rate, each token in one of them. */
public enum TokenKind {
  /** Input tokens that no cache has to do with. */
  INPUT("input"),
  /** Input tokens that are read from a cache. */
  CACHED_INPUT("cached_input"),
  /** Input tokens that are written to a cache. */
  CACHE_WRITE("cache_write"),
  /** Input tokens that are written to a cache for an hour; by default at the rate of the above. */
  CACHE_WRITE_HOUR("cache_write_1h"),
  /** Output tokens that are no reasoning. */
  OUTPUT("output"),
  /** Output tokens that the model used for reasoning; by default at the rate of other output. */
  REASONING("reasoning");

  /** A number of tokens that the provider does not tell, though there may be some. */
  public static final long UNTOLD = -1;

  private final String key;

  TokenKind(String key) {
    this.key = key;
  }

  /** The name in price files. */
  public String key() {
    return key;
  }

  /** Its place in an array of numbers by kind. */
  @SuppressWarnings("EnumOrdinal") // never stored
  public int index() {
    return ordinal();
  }
}

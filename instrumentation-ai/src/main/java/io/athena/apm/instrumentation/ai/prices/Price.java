package io.athena.apm.instrumentation.ai.prices;

import io.athena.apm.rules.Glob;
import io.athena.apm.rules.Origin;
import java.util.List;

/**
 * An entry of a price file.
 *
 * @param provider a pattern with stars
 * @param models patterns with stars
 * @param currency its code, such as USD
 * @param longAbove requests with more input tokens, whatever a cache has to do with them, cost
 *     {@code longRates}
 * @param asOf the day of the list; empty where the file does not say
 * @param source the public address of the list; empty where the file does not say
 * @param origin the file and the line
 */
public record Price(
    String provider,
    List<String> models,
    String currency,
    Rates rates,
    long longAbove,
    Rates longRates,
    String asOf,
    String source,
    Origin origin) {

  private static final List<TokenKind> INPUT =
      List.of(
          TokenKind.INPUT,
          TokenKind.CACHED_INPUT,
          TokenKind.CACHE_WRITE,
          TokenKind.CACHE_WRITE_HOUR);

  /**
   * What a request cost, in billionths of the currency.
   *
   * @param tokens its tokens by {@link TokenKind#index}, each in one kind
   * @return a negative number where that can't be known
   */
  public long billionths(long[] tokens) {
    long input = 0;
    for (TokenKind kind : INPUT) {
      input += Math.max(0, tokens[kind.index()]);
    }
    try {
      return (input > longAbove ? longRates : rates).billionths(tokens);
    } catch (ArithmeticException tooLarge) {
      return -1;
    }
  }

  /** How closely it matches: the characters that no star stands for; negative for no match. */
  int closeness(String askedProvider, String model) {
    int closest = -1;
    if (Glob.matches(provider, askedProvider)) {
      for (String pattern : models) {
        if (Glob.matches(pattern, model)) {
          closest = Math.max(closest, literals(provider) + literals(pattern));
        }
      }
    }
    return closest;
  }

  /** An exact name is closer than a pattern with as many characters. */
  private static int literals(String pattern) {
    int stars = (int) pattern.chars().filter(c -> c == '*').count();
    return stars == 0 ? 2 * pattern.length() + 1 : 2 * (pattern.length() - stars);
  }
}

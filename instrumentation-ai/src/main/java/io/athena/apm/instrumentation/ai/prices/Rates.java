package io.athena.apm.instrumentation.ai.prices;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What tokens of each kind cost. Immutable. */
public final class Rates {

  /** The digits of a price per million tokens after the point. */
  static final int MOST_DECIMALS = 6;

  private static final long NONE = -1;

  /** {@code values()} would copy an array for each answer. */
  private static final List<TokenKind> KINDS = List.of(TokenKind.values());

  /** By kind, in thousandths of a billionth per token, which are millionths per million tokens. */
  private final long[] perToken = new long[KINDS.size()];

  /**
   * Rates by kind.
   *
   * @param perMillion the price of a million tokens, with at most six digits after the point
   * @param others the rates of kinds that have no price; null for none
   */
  Rates(Map<TokenKind, BigDecimal> perMillion, Rates others) {
    Arrays.fill(perToken, NONE);
    for (TokenKind kind : KINDS) {
      BigDecimal price = perMillion.get(kind);
      if (price != null) {
        perToken[kind.index()] = price.movePointRight(MOST_DECIMALS).longValueExact();
      } else if (others != null) {
        perToken[kind.index()] = others.perToken[kind.index()];
      }
    }
  }

  /** The price of a million tokens; null where there is none. */
  public BigDecimal perMillion(TokenKind kind) {
    long rate = perToken[kind.index()];
    return rate == NONE ? null : BigDecimal.valueOf(rate, MOST_DECIMALS);
  }

  /**
   * What tokens cost, in billionths of the currency, rounded half up.
   *
   * @param tokens by {@link TokenKind#index}
   * @return a negative number where that can't be known
   * @throws ArithmeticException for more tokens than anybody uses
   */
  long billionths(long[] tokens) {
    long sum = 0;
    for (TokenKind kind : KINDS) {
      long number = tokens[kind.index()];
      if (number == TokenKind.UNTOLD && perToken[kind.index()] == NONE) {
        number = 0; // an hour costs no other price
      }
      long rate = rate(kind);
      if (number < 0 || (number > 0 && rate == NONE)) {
        return NONE;
      }
      sum = Math.addExact(sum, number == 0 ? 0 : Math.multiplyExact(number, rate));
    }
    return (sum + 500) / 1_000;
  }

  private long rate(TokenKind kind) {
    long own = perToken[kind.index()];
    if (own != NONE) {
      return own;
    }
    return switch (kind) {
      case CACHE_WRITE_HOUR -> perToken[TokenKind.CACHE_WRITE.index()];
      case REASONING -> perToken[TokenKind.OUTPUT.index()];
      default -> NONE;
    };
  }
}

package io.athena.apm.instrumentation.ai;

import io.athena.apm.instrumentation.ai.prices.TokenKind;
import io.athena.apm.spans.ReportedTokens;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numbers of tokens as a provider reports them; null for each that it does not report.
 *
 * @param cachedInput input tokens that were read from a cache
 * @param cacheWrite input tokens that were written to a cache
 * @param cacheWriteHour those of them that stay there for an hour
 * @param reasoning output tokens that the model used for reasoning
 */
public record TokenUsage(
    Long input,
    Long output,
    Long cachedInput,
    Long cacheWrite,
    Long cacheWriteHour,
    Long reasoning) {

  /** Nothing is reported. */
  public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

  /** Of a provider that does not tell how long what is written stays in the cache. */
  public TokenUsage(Long input, Long output, Long cachedInput, Long cacheWrite, Long reasoning) {
    this(input, output, cachedInput, cacheWrite, null, reasoning);
  }

  /** This usage with each number that a later piece of the answer reports. */
  TokenUsage updatedBy(TokenUsage later) {
    return isUnknown()
        ? later
        : new TokenUsage(
            last(input, later.input),
            last(output, later.output),
            last(cachedInput, later.cachedInput),
            last(cacheWrite, later.cacheWrite),
            last(cacheWriteHour, later.cacheWriteHour),
            last(reasoning, later.reasoning));
  }

  private static Long last(Long earlier, Long later) {
    return later == null ? earlier : later;
  }

  boolean isUnknown() {
    return input == null && output == null;
  }

  /** The numbers that are reported, by the kinds of {@code ai.tokens}. */
  Map<String, Long> reported() {
    Map<String, Long> reported = new TreeMap<>();
    put(reported, "input", input);
    put(reported, "output", output);
    put(reported, "cached_input", cachedInput);
    put(reported, "cache_write", cacheWrite);
    put(reported, "reasoning", reasoning);
    return reported;
  }

  private static void put(Map<String, Long> reported, String kind, Long number) {
    if (number != null) {
      reported.put(kind, number);
    }
  }

  /** Each token in one kind, by {@link TokenKind#index}. */
  long[] byKind(String provider) {
    boolean excludesCache = ReportedTokens.inputExcludesCache(provider);
    boolean excludesReasoning = ReportedTokens.outputExcludesReasoning(provider);
    long cached = orZero(cachedInput);
    long written = orZero(cacheWrite);
    long reasoned = orZero(reasoning);
    long hour = cacheWriteHour == null && written > 0 ? TokenKind.UNTOLD : orZero(cacheWriteHour);
    return new long[] {
      orZero(input) - (excludesCache ? 0 : cached + written),
      cached,
      written - Math.max(0, hour),
      hour,
      orZero(output) - (excludesReasoning ? 0 : reasoned),
      reasoned
    };
  }

  private static long orZero(Long number) {
    return number == null ? 0 : number;
  }
}

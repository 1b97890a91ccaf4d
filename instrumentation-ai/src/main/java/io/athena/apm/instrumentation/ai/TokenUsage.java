package io.athena.apm.instrumentation.ai;

/**
 * Numbers of tokens as a provider reports them; null for each that it does not report.
 *
 * @param cachedInput input tokens that were read from a cache
 * @param cacheWrite input tokens that were written to a cache
 * @param reasoning output tokens that the model used for reasoning
 */
public record TokenUsage(
    Long input, Long output, Long cachedInput, Long cacheWrite, Long reasoning) {

  /** Nothing is reported. */
  public static final TokenUsage UNKNOWN = new TokenUsage(null, null, null, null, null);

  /** This usage with each number that a later piece of the answer reports. */
  TokenUsage updatedBy(TokenUsage later) {
    return isUnknown()
        ? later
        : new TokenUsage(
            last(input, later.input),
            last(output, later.output),
            last(cachedInput, later.cachedInput),
            last(cacheWrite, later.cacheWrite),
            last(reasoning, later.reasoning));
  }

  private static Long last(Long earlier, Long later) {
    return later == null ? earlier : later;
  }

  boolean isUnknown() {
    return input == null && output == null;
  }
}

package io.athena.apm.spans;

/**
 * What providers leave out of the numbers of tokens that they report. Sources: the fields {@code
 * usage} of Anthropic's Messages API, {@code TokenUsage} of Amazon Bedrock's Converse API, {@code
 * UsageMetadata} of Google's Gemini API. Functions without state; a provider may be null.
 */
public final class ReportedTokens {

  private ReportedTokens() {}

  /** Whether the provider's input is without what a cache has to do with. */
  public static boolean inputExcludesCache(String provider) {
    return "anthropic".equals(provider) || "aws.bedrock".equals(provider);
  }

  /** Whether the provider's output is without reasoning. */
  public static boolean outputExcludesReasoning(String provider) {
    return provider != null && provider.startsWith("gcp.");
  }
}

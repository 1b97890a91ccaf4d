package com.athena.model;

/**
 * A model's answer.
 *
 * @param provider who answered, for example {@code openai}
 * @param model the model that answered, by the name it was asked under
 * @param summary the text of the answer
 * @param cached whether the answer was known already and no model was called
 */
public record AnalysisResult(String provider, String model, String summary, boolean cached) {

  /** The same answer, marked as known already. */
  public AnalysisResult fromCache() {
    return new AnalysisResult(provider, model, summary, true);
  }
}

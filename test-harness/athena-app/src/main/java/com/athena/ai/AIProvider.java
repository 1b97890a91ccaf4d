package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;

/** One model of one provider. */
public interface AIProvider {

  /** The model's name. */
  String model();

  /**
   * Asks the model, on the calling thread.
   *
   * @throws RuntimeException if no answer came
   */
  AnalysisResult analyze(AnalysisRequest request);
}

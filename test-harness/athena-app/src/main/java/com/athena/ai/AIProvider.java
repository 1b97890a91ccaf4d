package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;

/** One model of one provider. */
public interface AIProvider extends AutoCloseable {

  /** What every model is told first. */
  String INSTRUCTIONS =
      "You review the findings of a file scanner. Answer with one short paragraph.";

  /** The model's name. */
  String model();

  /**
   * Asks the model, on the calling thread.
   *
   * @throws RuntimeException if no answer came
   */
  AnalysisResult analyze(AnalysisRequest request);

  /** Gives up connections, where the client has a method for it. */
  @Override
  default void close() {}
}

package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;

/** A model, asked by an interface that LangChain4j implements. It may call a tool first. */
public final class ToolUsingProvider implements AIProvider {

  /** What LangChain4j implements. */
  interface Reviewer {

    @SystemMessage(INSTRUCTIONS)
    String review(String findings);
  }

  private final Reviewer reviewer;
  private final String model;

  private ToolUsingProvider(Reviewer reviewer, String model) {
    this.reviewer = reviewer;
    this.model = model;
  }

  /**
   * A provider with a client of its own.
   *
   * @param model the model to ask for
   */
  public static ToolUsingProvider connect(
      ModelEndpoint endpoint, String model, Statistics statistics) {
    var chatModel =
        OpenAiChatModel.builder()
            .baseUrl(endpoint.baseUrl())
            .apiKey(endpoint.apiKey())
            .modelName(model)
            .maxRetries(0)
            .timeout(ModelEndpoint.TIMEOUT)
            .listeners(new CallStatistics(model, statistics))
            .build();
    Reviewer reviewer =
        AiServices.builder(Reviewer.class)
            .chatModel(chatModel)
            .tools(new WeaknessCatalog())
            .build();
    return new ToolUsingProvider(reviewer, model);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public AnalysisResult analyze(AnalysisRequest request) {
    return new AnalysisResult("openai", model, reviewer.review(request.prompt()), false);
  }
}

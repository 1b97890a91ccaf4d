package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.List;

/** A model whose answer arrives in pieces, asked by LangChain4j. */
public final class StreamingProvider implements AIProvider {

  private final StreamingChatModel client;
  private final String model;
  private final Statistics statistics;

  private StreamingProvider(StreamingChatModel client, String model, Statistics statistics) {
    this.client = client;
    this.model = model;
    this.statistics = statistics;
  }

  /**
   * A provider with a client of its own.
   *
   * @param model the model to ask for
   */
  public static StreamingProvider connect(
      ModelEndpoint endpoint, String model, Statistics statistics) {
    var client =
        OpenAiStreamingChatModel.builder()
            .baseUrl(endpoint.baseUrl())
            .apiKey(endpoint.apiKey())
            .modelName(model)
            .timeout(ModelEndpoint.TIMEOUT)
            .listeners(new CallStatistics(model, statistics))
            .build();
    return new StreamingProvider(client, model, statistics);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public AnalysisResult analyze(AnalysisRequest request) {
    var answer = new StreamedAnswer(model, statistics);
    client.chat(
        List.of(SystemMessage.from(INSTRUCTIONS), UserMessage.from(request.prompt())), answer);
    return new AnalysisResult("openai", model, answer.await(), false);
  }
}

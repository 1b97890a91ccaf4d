package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;

/** A model, asked by openai-java. The client sends no request twice: that is the manager's job. */
public final class OpenAIProvider implements AIProvider {

  private final OpenAIClient client;
  private final String model;
  private final Statistics statistics;

  private OpenAIProvider(OpenAIClient client, String model, Statistics statistics) {
    this.client = client;
    this.model = model;
    this.statistics = statistics;
  }

  /**
   * A provider with a client, and so with connections, of its own.
   *
   * @param model the model to ask for
   */
  public static OpenAIProvider connect(
      ModelEndpoint endpoint, String model, Statistics statistics) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(endpoint.baseUrl())
            .apiKey(endpoint.apiKey())
            .maxRetries(0)
            .timeout(ModelEndpoint.TIMEOUT)
            .build();
    return new OpenAIProvider(client, model, statistics);
  }

  @Override
  public String model() {
    return model;
  }

  @Override
  public AnalysisResult analyze(AnalysisRequest request) {
    statistics.aiCall(model);
    try {
      ChatCompletion completion = client.chat().completions().create(params(request));
      completion
          .usage()
          .ifPresentOrElse(this::countTokens, () -> statistics.aiCallWithoutUsage(model));
      return new AnalysisResult("openai", model, summary(completion), false);
    } catch (RuntimeException e) {
      statistics.aiCallError(model);
      throw e;
    }
  }

  @Override
  public void close() {
    client.close();
  }

  private ChatCompletionCreateParams params(AnalysisRequest request) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addSystemMessage(AIProvider.INSTRUCTIONS)
        .addUserMessage(request.prompt())
        .build();
  }

  private static String summary(ChatCompletion completion) {
    return completion.choices().stream()
        .flatMap(choice -> choice.message().content().stream())
        .findFirst()
        .orElse("");
  }

  private void countTokens(CompletionUsage usage) {
    statistics.aiTokens(model, "input", usage.promptTokens());
    statistics.aiTokens(model, "output", usage.completionTokens());
    usage
        .promptTokensDetails()
        .flatMap(CompletionUsage.PromptTokensDetails::cachedTokens)
        .ifPresent(tokens -> statistics.aiTokens(model, "cached_input", tokens));
    usage
        .completionTokensDetails()
        .flatMap(CompletionUsage.CompletionTokensDetails::reasoningTokens)
        .ifPresent(tokens -> statistics.aiTokens(model, "reasoning", tokens));
  }
}

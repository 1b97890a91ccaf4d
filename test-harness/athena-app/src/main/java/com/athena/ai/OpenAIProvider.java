package com.athena.ai;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import java.time.Duration;

/** A model behind the OpenAI API. It never tries again by itself: that is the manager's job. */
public final class OpenAIProvider implements AIProvider, AutoCloseable {

  private static final String INSTRUCTIONS =
      "You review the findings of a file scanner. Answer with one short paragraph.";

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
   * @param baseUrl address of the API, with its version
   * @param apiKey the credential it is called with
   * @param model the model to ask for
   */
  public static OpenAIProvider connect(
      String baseUrl, String apiKey, String model, Statistics statistics) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(baseUrl)
            .apiKey(apiKey)
            .maxRetries(0)
            .timeout(Duration.ofSeconds(30))
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
        .addSystemMessage(INSTRUCTIONS)
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

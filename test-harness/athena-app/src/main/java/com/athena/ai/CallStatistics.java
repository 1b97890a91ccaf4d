package com.athena.ai;

import com.athena.statistics.Statistics;
import dev.langchain4j.model.chat.listener.ChatModelErrorContext;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.openai.OpenAiTokenUsage;

/** Counts the requests of a model of LangChain4j, as the library reports them. */
record CallStatistics(String model, Statistics statistics) implements ChatModelListener {

  @Override
  public void onRequest(ChatModelRequestContext context) {
    statistics.aiCall(model);
  }

  @Override
  public void onError(ChatModelErrorContext context) {
    statistics.aiCallError(model);
  }

  @Override
  public void onResponse(ChatModelResponseContext context) {
    if (context.chatResponse().tokenUsage() instanceof OpenAiTokenUsage usage) {
      countTokens(usage);
    } else {
      statistics.aiCallWithoutUsage(model);
    }
  }

  private void countTokens(OpenAiTokenUsage usage) {
    statistics.aiTokens(model, "input", usage.inputTokenCount());
    statistics.aiTokens(model, "output", usage.outputTokenCount());
    statistics.aiTokens(model, "cached_input", usage.inputTokensDetails().cachedTokens());
    statistics.aiTokens(model, "reasoning", usage.outputTokensDetails().reasoningTokens());
  }
}

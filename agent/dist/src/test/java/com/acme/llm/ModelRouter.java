package com.acme.llm;

import dev.langchain4j.model.chat.ChatModel;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;

/** The example of {@code docs/rules.md}: asks a model again if it fails. */
public final class ModelRouter {

  private final Retry retry =
      Retry.of("model", RetryConfig.custom().intervalFunction(attempt -> 0L).build());
  private final ChatModel model;

  public ModelRouter(ChatModel model) {
    this.model = model;
  }

  public String complete(String prompt) {
    return retry.executeSupplier(() -> model.chat(prompt));
  }
}

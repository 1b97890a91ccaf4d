package com.athena.ai;

import com.athena.statistics.Statistics;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Counts the pieces of an answer, on a thread of the client, until it is complete. */
final class StreamedAnswer implements StreamingChatResponseHandler {

  private final CompletableFuture<String> complete = new CompletableFuture<>();
  private final String model;
  private final Statistics statistics;
  private boolean begun;

  StreamedAnswer(String model, Statistics statistics) {
    this.model = model;
    this.statistics = statistics;
  }

  @Override
  public void onPartialResponse(String text) {
    statistics.aiPiece(model, begun ? "next" : "first");
    begun = true;
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    complete.complete(response.aiMessage().text());
  }

  @Override
  public void onError(Throwable error) {
    complete.completeExceptionally(error);
  }

  /**
   * Waits for the end of the answer.
   *
   * @throws RuntimeException what the client reported
   */
  String await() {
    try {
      return complete.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}

package com.acme;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Known work with openai-java against a server on loopback: 2 calls, each of 11 input and 5 output
 * tokens.
 */
final class OpenAiWorkload {

  private static final byte[] ANSWER =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "dated-variant",
       "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
         "message": {"role": "assistant", "content": "fine", "refusal": null}}],
       "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}}"""
          .getBytes(StandardCharsets.UTF_8);

  private OpenAiWorkload() {}

  static void run() throws IOException {
    run(headers -> {});
  }

  /** Also passes on the headers of each request that arrives. */
  static void run(Consumer<Headers> arrived) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          arrived.accept(exchange.getRequestHeaders());
          answer(exchange);
        });
    server.start();
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl("http://127.0.0.1:" + server.getAddress().getPort() + "/v1")
            .apiKey("unused")
            .maxRetries(0)
            .build();
    ask(client);
    ask(client);
    client.close();
    server.stop(0);
  }

  private static void answer(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, ANSWER.length);
    exchange.getResponseBody().write(ANSWER);
    exchange.close();
  }

  private static void ask(OpenAIClient client) {
    client
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder()
                .model("gpt-loopback")
                .addUserMessage("how are you")
                .build());
  }
}

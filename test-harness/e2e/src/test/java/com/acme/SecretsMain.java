package com.acme;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Makes calls whose requests, answers and errors contain a text that no other program may see. */
public final class SecretsMain {

  private SecretsMain() {}

  /** The argument is the text. */
  public static void main(String... arguments) throws IOException {
    String secret = arguments[0];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/good", exchange -> answer(exchange, 200, completion(secret)));
    server.createContext("/bad", exchange -> answer(exchange, 400, error(secret)));
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    ask(address + "/good", secret);
    try {
      ask(address + "/bad", secret);
    } catch (RuntimeException refused) {
      System.out.println("refused");
    }
    server.stop(0);
  }

  private static void ask(String url, String secret) {
    OpenAIClient client =
        OpenAIOkHttpClient.builder().baseUrl(url).apiKey(secret).maxRetries(0).build();
    try {
      client
          .chat()
          .completions()
          .create(
              ChatCompletionCreateParams.builder()
                  .model("model-a")
                  .addSystemMessage(secret)
                  .addUserMessage(secret)
                  .build());
    } finally {
      client.close();
    }
  }

  private static String completion(String secret) {
    return """
    {"id": "%1$s", "object": "chat.completion", "created": 1, "model": "m",
     "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
       "message": {"role": "assistant", "content": "%1$s", "refusal": null}}],
     "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}}"""
        .formatted(secret);
  }

  private static String error(String secret) {
    return "{\"error\": {\"message\": \"" + secret + "\", \"type\": \"x\"}}";
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getRequestBody().readAllBytes();
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}

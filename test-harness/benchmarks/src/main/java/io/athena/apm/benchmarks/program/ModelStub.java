package io.athena.apm.benchmarks.program;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Answers every chat completion request with the same answer, on the loopback interface. */
final class ModelStub implements AutoCloseable {

  private static final byte[] ANSWER =
      """
      {"id": "chatcmpl-1", "object": "chat.completion", "created": 1700000000, "model": "stub",
       "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
                    "message": {"role": "assistant", "content": "Hello.", "refusal": null}}],
       "usage": {"prompt_tokens": 8, "completion_tokens": 2, "total_tokens": 10,
                 "prompt_tokens_details": {"cached_tokens": 4},
                 "completion_tokens_details": {"reasoning_tokens": 1}}}
      """
          .getBytes(UTF_8);

  private final HttpServer server;

  private ModelStub(HttpServer server) {
    this.server = server;
  }

  static ModelStub start() throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/chat/completions", ModelStub::answer);
    server.start();
    return new ModelStub(server);
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, ANSWER.length);
      exchange.getResponseBody().write(ANSWER);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

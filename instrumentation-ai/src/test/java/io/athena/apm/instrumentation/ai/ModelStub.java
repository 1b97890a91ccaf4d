package io.athena.apm.instrumentation.ai;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A chat completion server on loopback that answers as told, in order. */
final class ModelStub implements AutoCloseable {

  private record Answer(int status, String body) {}

  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  ModelStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          Answer answer = answers.remove();
          byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(answer.status(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  ModelStub answers(String usage) {
    answers.add(
        new Answer(
            200,
            """
            {"id": "1", "object": "chat.completion", "created": 1, "model": "dated-variant",
             "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
               "message": {"role": "assistant", "content": "fine", "refusal": null}}]
             %s}"""
                .formatted(usage)));
    return this;
  }

  ModelStub fails(int status) {
    answers.add(new Answer(status, "{\"error\": {\"message\": \"no\", \"type\": \"x\"}}"));
    return this;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

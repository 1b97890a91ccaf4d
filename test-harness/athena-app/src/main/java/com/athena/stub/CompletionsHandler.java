package com.athena.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers {@code POST /v1/chat/completions}; every model has a count of its own. */
final class CompletionsHandler implements HttpHandler {

  private final Latency latency;
  private final FailureScript script;
  private final ConcurrentMap<String, AtomicInteger> requests = new ConcurrentHashMap<>();

  CompletionsHandler(Latency latency, FailureScript script) {
    this.latency = latency;
    this.script = script;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    JsonNode request = Exchanges.body(exchange);
    String model = request.path("model").asText();
    int number = requests.computeIfAbsent(model, unused -> new AtomicInteger()).incrementAndGet();
    int status = script.modelStatus(model, number);
    int millis = latency.millis(number);
    var completion = new Completion(request, number, script.hasUsage(number));
    if (status == FailureScript.OK && request.path("stream").asBoolean()) {
      Exchanges.stream(exchange, completion.pieces(), millis);
    } else {
      Exchanges.pause(millis);
      Exchanges.answer(
          exchange, status, status == FailureScript.OK ? completion.whole() : error(status));
    }
  }

  private static ObjectNode error(int status) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer
        .putObject("error")
        .put("message", "request number chosen to fail")
        .put("type", status == 429 ? "rate_limit_exceeded" : "server_error")
        .putNull("param")
        .putNull("code");
    return answer;
  }
}

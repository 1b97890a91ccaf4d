package com.athena.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;

/** JSON in, JSON or a stream of JSON out, after a while. */
final class Exchanges {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Exchanges() {}

  static JsonNode body(HttpExchange exchange) throws IOException {
    return JSON.readTree(exchange.getRequestBody());
  }

  static void answer(HttpExchange exchange, int status, JsonNode answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /** Sends the first event after half of the time, the others evenly in the other half. */
  static void stream(HttpExchange exchange, List<? extends JsonNode> events, int millis)
      throws IOException {
    pause(millis / 2);
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    for (JsonNode event : events) {
      send(exchange, event.toString());
      pause(millis / 2 / events.size());
    }
    send(exchange, "[DONE]");
    exchange.close();
  }

  private static void send(HttpExchange exchange, String event) throws IOException {
    exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(UTF_8));
    exchange.getResponseBody().flush();
  }

  static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package com.athena.stub;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers {@code GET /reputation/{sha256}}, four times as fast as a model. */
final class ReputationHandler implements HttpHandler {

  static final String PATH = "/reputation/";

  private final Latency latency;
  private final FailureScript script;
  private final AtomicInteger requests = new AtomicInteger();

  ReputationHandler(Latency latency, FailureScript script) {
    this.latency = latency;
    this.script = script;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    int number = requests.incrementAndGet();
    Exchanges.pause(latency.millis(number) / 4);
    String sha256 = exchange.getRequestURI().getPath().substring(PATH.length());
    Exchanges.answer(exchange, script.reputationStatus(number), reputation(sha256));
  }

  /** Half of all files are known: those whose hash begins with a digit below 8. */
  private static ObjectNode reputation(String sha256) {
    boolean known = !sha256.isEmpty() && sha256.charAt(0) < '8';
    return JsonNodeFactory.instance
        .objectNode()
        .put("sha256", sha256)
        .put("reputation", known ? "GOOD" : "UNKNOWN");
  }
}

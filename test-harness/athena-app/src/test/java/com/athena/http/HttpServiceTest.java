package com.athena.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HttpServiceTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void answer_isJson() throws Exception {
    try (var service = start(new Route("GET", "/", (query, body) -> Response.ok(query)))) {
      HttpResponse<String> answer = client.send(get(service, "/?a=1"), BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
      assertThat(answer.body()).isEqualTo("{\"a\":\"1\"}");
    }
  }

  @Test
  void takenPort_isNamedInTheMessage() throws Exception {
    try (var service = start()) {
      int port = service.port();

      assertThatIOException()
          .isThrownBy(() -> HttpService.start(port, List.of()))
          .withMessageStartingWith("cannot listen on 127.0.0.1:" + port + ": ");
    }
  }

  @Test
  void close_letsRunningRequestFinish() throws Exception {
    var service = start(new Route("GET", "/", (query, body) -> waitForRelease()));
    var answer = client.sendAsync(get(service, "/"), BodyHandlers.ofString());
    assertThat(entered.await(5, TimeUnit.SECONDS)).isTrue();
    var closed = CompletableFuture.runAsync(service::close);
    waitUntilRequestsAreRefused(service);
    assertThat(closed).isNotDone();
    released.countDown();

    assertThat(answer.get(5, TimeUnit.SECONDS).body()).isEqualTo("\"finished\"");
    closed.get(5, TimeUnit.SECONDS);
  }

  @Test
  void closedService_isGone() throws Exception {
    var service = start();
    service.close();

    assertThatIOException()
        .isThrownBy(() -> client.send(get(service, "/"), BodyHandlers.ofString()));
  }

  private Response waitForRelease() {
    entered.countDown();
    try {
      return Response.ok(released.await(5, TimeUnit.SECONDS) ? "finished" : "gave up");
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void waitUntilRequestsAreRefused(HttpService service) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(4);
    int status = 0;
    while (status != 503 && System.nanoTime() < deadline) {
      status = client.send(get(service, "/nowhere"), BodyHandlers.discarding()).statusCode();
    }
    assertThat(status).isEqualTo(503);
  }

  private static HttpService start(Route... routes) throws IOException {
    return HttpService.start(0, List.of(routes));
  }

  private static HttpRequest get(HttpService service, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path)).build();
  }
}

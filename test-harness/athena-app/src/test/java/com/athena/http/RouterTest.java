package com.athena.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterTest {

  private final Router router =
      new Router(
          List.of(
              new Route("POST", "/size", (query, body) -> Response.ok(body.length)),
              new Route(
                  "GET",
                  "/broken",
                  (query, body) -> {
                    throw new IllegalStateException("broken");
                  })));

  @Test
  void route_answers() throws IOException {
    assertThat(answer("POST", "/size", 3)).isEqualTo(Response.ok(3));
  }

  @Test
  void unknownPath_isNotFound() throws IOException {
    assertThat(answer("POST", "/size/of", 0).status()).isEqualTo(404);
  }

  @Test
  void wrongMethod_isNotAllowed() throws IOException {
    assertThat(answer("GET", "/size", 0).status()).isEqualTo(405);
  }

  @Test
  void largestBody_isTaken() throws IOException {
    assertThat(answer("POST", "/size", 4 << 20)).isEqualTo(Response.ok(4 << 20));
  }

  @Test
  void largerBody_isTooLarge() throws IOException {
    assertThat(answer("POST", "/size", (4 << 20) + 1).status()).isEqualTo(413);
  }

  @Test
  void brokenRoute_isServerError() throws IOException {
    assertThat(answer("GET", "/broken", 0).status()).isEqualTo(500);
  }

  private Response answer(String method, String path, int bodyBytes) throws IOException {
    return router.answer(method, path, null, new ByteArrayInputStream(new byte[bodyBytes]));
  }
}

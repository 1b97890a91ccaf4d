package com.athena.reputation;

import com.athena.model.Reputation;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Calls {@code GET /reputation/{sha256}} of the reputation service. Any thread may call it. */
final class ReputationClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final URI service;

  ReputationClient(URI service) {
    this.service = service;
  }

  Reputation lookup(String sha256) throws IOException, InterruptedException {
    URI address = service.resolve("/reputation/" + sha256);
    var request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
    var response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("the reputation service answered " + response.statusCode());
    }
    return parse(response.body());
  }

  private static Reputation parse(String body) throws IOException {
    String reputation = JSON.readTree(body).path("reputation").asText();
    try {
      return Reputation.valueOf(reputation);
    } catch (IllegalArgumentException e) {
      throw new IOException("the reputation service answered " + body, e);
    }
  }
}

package com.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Asks a running service. */
final class ServiceClient {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SAMPLES = Path.of("samples");

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  ServiceClient(int port) {
    this.address = URI.create("http://127.0.0.1:" + port);
  }

  JsonNode get(String path) throws Exception {
    var request = HttpRequest.newBuilder(address.resolve(path)).build();
    return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
  }

  /** The file as it is committed. */
  JsonNode analyzeSample(String name) throws Exception {
    return JSON.readTree(http.send(sample(name), BodyHandlers.ofString()).body());
  }

  CompletableFuture<HttpResponse<String>> analyzeSampleLater(String name) throws IOException {
    return http.sendAsync(sample(name), BodyHandlers.ofString());
  }

  HttpResponse<String> analyze(String name, String content) throws Exception {
    var request = analyzeRequest(name).POST(BodyPublishers.ofString(content)).build();
    return http.send(request, BodyHandlers.ofString());
  }

  private HttpRequest sample(String name) throws IOException {
    return analyzeRequest(name)
        .POST(BodyPublishers.ofByteArray(Files.readAllBytes(SAMPLES.resolve(name))))
        .build();
  }

  private HttpRequest.Builder analyzeRequest(String name) {
    return HttpRequest.newBuilder(address.resolve("/analyze?name=" + name));
  }
}

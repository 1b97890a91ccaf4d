package com.athena.http;

import com.athena.ai.AllProvidersFailedException;
import com.athena.analysis.FileAnalyzer;
import com.athena.statistics.Statistics;
import java.util.Map;
import java.util.function.Supplier;

/** A method, a path, and who answers it. */
public record Route(String method, String path, Handler handler) {

  /** {@code POST /analyze?name=…}: the body is the file, the answer an {@link Analysis}. */
  public static Route analyze(FileAnalyzer analyzer) {
    return new Route("POST", "/analyze", (query, file) -> analyze(analyzer, query, file));
  }

  /** {@code GET /health}: whether the service is up, and the states of its breakers by name. */
  public static Route health(Supplier<Map<String, String>> breakers) {
    return new Route(
        "GET",
        "/health",
        (query, body) -> Response.ok(Map.of("status", "UP", "breakers", breakers.get())));
  }

  /** {@code GET /statistics}: what the service counted about itself. */
  public static Route statistics(Statistics statistics) {
    return new Route("GET", "/statistics", (query, body) -> Response.ok(statistics.toJson()));
  }

  private static Response analyze(FileAnalyzer analyzer, Map<String, String> query, byte[] file) {
    String name = query.getOrDefault("name", "");
    if (name.isBlank()) {
      return Response.error(400, "the parameter name is missing");
    }
    try {
      return Response.ok(Analysis.of(name, analyzer.analyze(name, file)));
    } catch (AllProvidersFailedException e) {
      return Response.error(502, e.getMessage());
    }
  }
}

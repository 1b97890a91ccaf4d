package com.acme;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Keeps an object of each library in a static field. */
public final class CachedServlet extends HttpServlet {

  private static final long serialVersionUID = 1;

  private static final LoadingCache<String, String> CACHE =
      Caffeine.newBuilder().maximumSize(100).build(key -> "value " + key);

  private static final LoadingCache<String, String> COUNTED =
      Caffeine.newBuilder().recordStats(ConcurrentStatsCounter::new).build(key -> "value " + key);

  private static final CircuitBreaker BREAKER = CircuitBreaker.ofDefaults("servlet");

  /** For the container. */
  public CachedServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var key = request.getQueryString();
    response.getWriter().print(BREAKER.executeSupplier(() -> CACHE.get(key)) + COUNTED.get(key));
  }
}

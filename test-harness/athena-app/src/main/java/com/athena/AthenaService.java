package com.athena;

import com.athena.ai.AIServiceManager;
import com.athena.ai.GuardedProvider;
import com.athena.analysis.FileAnalyzer;
import com.athena.cache.AIResponseCache;
import com.athena.cache.AnalysisCache;
import com.athena.http.HttpService;
import com.athena.http.Route;
import com.athena.reputation.ReputationSource;
import com.athena.scan.FileScanner;
import com.athena.statistics.Statistics;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The whole service, put together and running. */
final class AthenaService implements AutoCloseable {

  private static final int ANALYSES_KEPT = 1_000;
  private static final int ANSWERS_KEPT = 4;

  private final HttpService http;
  private final Backend backend;

  private AthenaService(HttpService http, Backend backend) {
    this.http = http;
    this.backend = backend;
  }

  /**
   * Starts the service.
   *
   * @throws IOException if the port is not free; its message is meant for people
   */
  static AthenaService start(Settings settings) throws IOException {
    sendAnswersAtOnce();
    var statistics = new Statistics();
    Backend backend = Backend.connect(settings, statistics);
    try {
      return new AthenaService(
          HttpService.start(settings.port(), routes(settings, backend, statistics)), backend);
    } catch (IOException e) {
      backend.close();
      throw e;
    }
  }

  /** The port it listens on. */
  int port() {
    return http.port();
  }

  /** Finishes the requests that run, then stops everything. */
  @Override
  public void close() {
    http.close();
    backend.close();
  }

  /**
   * JDK 17's server writes head and body of an answer apart; without this switch the body waits 40
   * ms for the client to acknowledge the head. The server reads it once, when it is first used.
   */
  private static void sendAnswersAtOnce() {
    System.getProperties().putIfAbsent("sun.net.httpserver.nodelay", "true");
  }

  private static List<Route> routes(Settings settings, Backend backend, Statistics statistics) {
    return List.of(
        Route.analyze(analyzer(settings, backend, statistics)),
        Route.health(() -> breakerStates(backend)),
        Route.statistics(statistics));
  }

  private static FileAnalyzer analyzer(Settings settings, Backend backend, Statistics statistics) {
    var answers = new AIResponseCache(ANSWERS_KEPT, statistics);
    return new FileAnalyzer(
        new AnalysisCache(ANALYSES_KEPT, settings.analysisTimeToLive(), statistics),
        new FileScanner(),
        backend
            .reputations()
            .<ReputationSource>map(client -> client)
            .orElse(ReputationSource.off()),
        new AIServiceManager(backend.providers(), answers, statistics),
        statistics);
  }

  private static Map<String, String> breakerStates(Backend backend) {
    var states = new TreeMap<String, String>();
    for (GuardedProvider provider : backend.providers()) {
      states.put(provider.breaker().name(), provider.breaker().state().name());
    }
    backend.reputations().ifPresent(client -> states.put("reputation", client.breakerState()));
    return states;
  }
}

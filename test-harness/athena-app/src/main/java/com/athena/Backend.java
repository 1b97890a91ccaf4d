package com.athena;

import com.athena.ai.AIProvider;
import com.athena.ai.GuardedProvider;
import com.athena.ai.ModelEndpoint;
import com.athena.ai.OpenAIProvider;
import com.athena.ai.StreamingProvider;
import com.athena.ai.ToolUsingProvider;
import com.athena.reputation.GuardedReputationClient;
import com.athena.resilience.CircuitBreaker;
import com.athena.statistics.Statistics;
import com.athena.stub.ModelStub;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The services that this one calls: models and, with the stub, reputations.
 *
 * @param stub stands in for both; empty if the models are real
 * @param clients one for each model, in order of preference
 * @param providers the same clients, each behind its breaker
 * @param reputations empty if nobody can be asked
 */
record Backend(
    Optional<ModelStub> stub,
    List<AIProvider> clients,
    List<GuardedProvider> providers,
    Optional<GuardedReputationClient> reputations)
    implements AutoCloseable {

  private static final int FAILURE_THRESHOLD = 3;

  /**
   * Connects to what the settings name, or starts the stub.
   *
   * @throws IOException if there is no port for the stub
   */
  static Backend connect(Settings settings, Statistics statistics) throws IOException {
    Optional<ModelStub> stub = startStub(settings);
    var endpoint = settings.endpoint().or(() -> stub.map(Backend::modelsOf)).orElseThrow();
    List<AIProvider> clients = clients(endpoint, settings.models(), statistics);
    return new Backend(
        stub,
        clients,
        clients.stream().map(client -> guard(client, settings, statistics)).toList(),
        stub.map(
            running ->
                new GuardedReputationClient(
                    running.address(), settings.breakerReset(), statistics)));
  }

  /** The first model is asked by openai-java, the second with a tool, all others stream. */
  private static List<AIProvider> clients(
      ModelEndpoint endpoint, List<String> models, Statistics statistics) {
    var clients = new ArrayList<AIProvider>();
    for (String model : models) {
      clients.add(
          switch (clients.size()) {
            case 0 -> OpenAIProvider.connect(endpoint, model, statistics);
            case 1 -> ToolUsingProvider.connect(endpoint, model, statistics);
            default -> StreamingProvider.connect(endpoint, model, statistics);
          });
    }
    return clients;
  }

  @Override
  public void close() {
    clients.forEach(AIProvider::close);
    stub.ifPresent(ModelStub::close);
  }

  private static Optional<ModelStub> startStub(Settings settings) throws IOException {
    if (settings.endpoint().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        ModelStub.start(settings.stubLatency(), settings.stubFailures(), settings.models()));
  }

  private static ModelEndpoint modelsOf(ModelStub stub) {
    return new ModelEndpoint(stub.address() + "/v1", "no-key-needed");
  }

  private static GuardedProvider guard(
      AIProvider client, Settings settings, Statistics statistics) {
    var breaker =
        new CircuitBreaker(
            client.model(),
            FAILURE_THRESHOLD,
            settings.breakerReset(),
            (name, state) -> statistics.circuitBreakerTransition(name, state.name()));
    return new GuardedProvider(client, breaker);
  }
}

package io.athena.apm.instrumentation.ai;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.instrumentation.ai.ClientForm.Target;
import io.athena.apm.instrumentation.ai.ModelStub.Request;
import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The agent changes nothing of what clients send. */
class SameRequestsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  /** Headers that the AWS SDK and Azure's make new for each request. */
  private static final Set<String> NEW =
      Set.of("Amz-sdk-invocation-id", "X-ms-client-request-id", "Date");

  /** Not registered: the first requests are sent without it. */
  private final AgentExtension agent =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  @Test
  void requestsOfEachClient_areTheSameWithTheAgent() throws Exception {
    try (ModelStub stub = new ModelStub()) {
      List<Request> without = sendAll(stub);
      agent.beforeAll(null);
      try {
        agent.beforeEach(null);
        List<Request> with = sendAll(stub);

        assertThat(agent.measured().counter("ai.call.total")).isEqualTo(with.size());
        assertThat(with).isEqualTo(without);
      } finally {
        agent.afterAll(null);
      }
    }
  }

  /** One request of each client. */
  private static List<Request> sendAll(ModelStub stub) throws Exception {
    int before = stub.requests().size();
    for (ClientForm form : ClientForm.all()) {
      form.wire().answer(stub, form.streams(), true);
      form.sender().send(new Target(stub.baseUrl(), "model-a", 0, LONG));
    }
    List<Request> sent = new ArrayList<>();
    stub.requests().stream().skip(before).map(SameRequestsTest::comparable).forEach(sent::add);
    assertThat(sent)
        .hasSameSizeAs(ClientForm.all())
        .allMatch(request -> request.body().contains(ClientForm.QUESTION));
    return sent;
  }

  private static Request comparable(Request request) {
    Map<String, List<String>> headers =
        request.headers().entrySet().stream()
            .filter(header -> !NEW.contains(header.getKey()))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Request(request.method(), request.path(), headers, request.body());
  }
}

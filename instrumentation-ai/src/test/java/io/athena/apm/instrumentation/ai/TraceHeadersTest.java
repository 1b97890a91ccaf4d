package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.athena.apm.instrumentation.ai.ClientForm.Retries;
import io.athena.apm.instrumentation.ai.ClientForm.Target;
import io.athena.apm.instrumentation.ai.ModelStub.Request;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceParent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The header {@code traceparent} on the wire, with the real clients. */
class TraceHeadersTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final List<String> CLIENTS = List.of("openai-java");

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.propagating(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  static Stream<ClientForm> forms() {
    return ClientForm.all().stream()
        .filter(form -> CLIENTS.stream().anyMatch(form.name()::contains));
  }

  static Stream<ClientForm> retryingForms() {
    return forms().filter(form -> form.retries() != Retries.NONE);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void request_hasTheTraceAndTheSpanOfItsCall(ClientForm form) throws Exception {
    form.wire().answer(stub, form.streams(), true);
    form.sender().send(new Target(stub.baseUrl(), "model-a", 0, LONG));

    assertThat(headers()).isEqualTo(places(calls(1)));
  }

  @ParameterizedTest
  @MethodSource("retryingForms")
  void requestThatIsSentAgain_hasTheSameTrace(ClientForm form) throws Exception {
    form.wire().answer(stub.fails(500), form.streams(), true);
    form.sender().send(new Target(stub.baseUrl(), "model-a", 1, LONG));

    boolean asCalls = form.retries() == Retries.AS_CALLS;
    List<String> places = places(calls(asCalls ? 2 : 1));
    assertThat(headers()).hasSize(2).isEqualTo(asCalls ? places : twice(places.get(0)));
    assertThat(headers()).extracting(TraceHeadersTest::trace).containsOnly(trace(places.get(0)));
  }

  private static String trace(String header) {
    return TraceParent.parse(header).traceText();
  }

  private static List<String> twice(String text) {
    return List.of(text, text);
  }

  @Test
  void requestOutsideOfACall_hasNone() {
    stub.answersJson("{\"object\": \"list\", \"data\": []}");
    OpenAIOkHttpClient.builder().baseUrl(stub.baseUrl()).apiKey("unused").build().models().list();

    assertThat(stub.requests())
        .singleElement()
        .extracting(Request::headers)
        .satisfies(headers -> assertThat(headers).doesNotContainKey("Traceparent"));
  }

  private List<String> headers() {
    return stub.requests().stream()
        .flatMap(request -> request.headers().get("Traceparent").stream())
        .toList();
  }

  /** A client may end a call on a thread of its own after the application has got the answer. */
  private static List<FinishedSpan> calls(int number) {
    while (AGENT.measured().counter("ai.call.total") < number
        || !AGENT.measured().has("ai.analysis.total")) {
      Thread.onSpinWait();
    }
    return AGENT.spans().stream().filter(span -> span.name().equals("ai.call")).toList();
  }

  private static List<String> places(List<FinishedSpan> spans) {
    return spans.stream()
        .map(span -> new TraceParent(span.trace(), span.id(), true).header())
        .toList();
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which the library sends a request, against the real client. */
@SuppressWarnings("MustBeClosedChecker") // as the library's documentation does it
class AnthropicJavaTest {

  private static final String MESSAGE =
      """
      {"id": "m", "type": "message", "role": "assistant", "model": "dated", "stop_reason": null,
       "content": [%s], "stop_sequence": null, "usage": {"input_tokens": 11, "output_tokens": %d,
       "cache_read_input_tokens": 3, "cache_creation_input_tokens": 4}}""";

  private static final String ANSWER =
      MESSAGE.formatted("{\"type\": \"text\", \"text\": \"fine\", \"citations\": null}", 5);

  private static final String START =
      "{\"type\": \"message_start\", \"message\": " + MESSAGE.formatted("", 1) + "}";

  /** Usage is cumulative: this is the last number. */
  private static final String DELTA =
      """
      {"type": "message_delta", "delta": {"stop_reason": "end_turn", "stop_sequence": null},
       "usage": {"output_tokens": 5}}""";

  private static final String STOP = "{\"type\": \"message_stop\"}";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private AnthropicClient client;

  /** A way to send one request. */
  private interface Form {

    Object send(AnthropicClient client) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client = client(0);
  }

  private AnthropicClient client(int retries) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .maxRetries(retries)
        .build();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active", "provider", "anthropic")).isZero();
    client.close();
    stub.close();
  }

  private static MessageCreateParams message() {
    return MessageCreateParams.builder()
        .model("model-a")
        .maxTokens(100)
        .addUserMessage("hi")
        .build();
  }

  private static com.anthropic.models.beta.messages.MessageCreateParams beta() {
    return com.anthropic.models.beta.messages.MessageCreateParams.builder()
        .model("model-a")
        .maxTokens(100)
        .addUserMessage("hi")
        .build();
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  static Stream<Arguments> completeForms() {
    return Stream.of(
        form("message", c -> c.messages().create(message())),
        form("raw", c -> c.messages().withRawResponse().create(message()).parse()),
        form("async", c -> c.async().messages().create(message()).join()),
        form(
            "async raw",
            c -> c.async().messages().withRawResponse().create(message()).join().parse()),
        form("beta", c -> c.beta().messages().create(beta())),
        form("beta async", c -> c.async().beta().messages().create(beta()).join()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void completeAnswer_isOneCallWithItsTokens(String name, Form form) throws Exception {
    stub.answersJson(ANSWER);

    assertThat(form.send(client)).isNotNull();

    assertOneCall("false");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400);

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(Exception.class);

    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.error", "error", "BadRequestException"))
        .isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) throws Exception {
    stub.fails(500).fails(429).answersJson(ANSWER);

    var retrying = client(2);
    assertThat(form.send(retrying)).isNotNull();
    retrying.close();

    assertOneCall("false");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("stream", c -> read(c.messages().createStreaming(message()))),
        form("raw", c -> read(c.messages().withRawResponse().createStreaming(message()).parse())),
        form(
            "async raw",
            c ->
                read(
                    c.async()
                        .messages()
                        .withRawResponse()
                        .createStreaming(message())
                        .join()
                        .parse())),
        form("async", AnthropicJavaTest::subscribed),
        form("beta", c -> readBeta(c.beta().messages().createStreaming(beta()))));
  }

  private static List<?> read(
      com.anthropic.core.http.StreamResponse<com.anthropic.models.messages.RawMessageStreamEvent>
          stream) {
    try (stream) {
      return stream.stream().toList();
    }
  }

  private static List<?> readBeta(
      com.anthropic.core.http.StreamResponse<
              com.anthropic.models.beta.messages.BetaRawMessageStreamEvent>
          stream) {
    try (stream) {
      return stream.stream().toList();
    }
  }

  private static List<?> subscribed(AnthropicClient client) {
    var all = new ArrayList<Object>();
    client
        .async()
        .messages()
        .createStreaming(message())
        .subscribe(all::add)
        .onCompleteFuture()
        .join();
    return all;
  }

  private static String delta(String delta) {
    return "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": " + delta + "}";
  }

  private static String text(String text) {
    return delta("{\"type\": \"text_delta\", \"text\": \"" + text + "\"}");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void stream_isOneCallWithItsFirstTokenAndLastUsage(String name, Form form) throws Exception {
    stub.streamsEvents(
        START,
        delta("{\"type\": \"thinking_delta\", \"thinking\": \"hm\"}"),
        text("fi"),
        delta("{\"type\": \"input_json_delta\", \"partial_json\": \"{\"}"),
        DELTA,
        STOP);

    assertThat((List<?>) form.send(client)).hasSize(6);

    assertOneCall("true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void streamThatIsClosedEarly_hasTheTokensThatItReported() {
    stub.streamsEvents(START, text("fi"), text("ne"), DELTA, STOP);

    try (var stream = client.messages().createStreaming(message())) {
      assertThat(stream.stream().skip(1).findFirst()).isPresent();
    }

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(1);
  }

  private static void assertOneCall(String streaming) {
    var measured = AGENT.measured();
    String[] call = {
      "provider",
      "anthropic",
      "model",
      "model-a",
      "operation",
      "chat",
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    assertThat(measured.counter("ai.tokens", "kind", "cached_input")).isEqualTo(3);
    assertThat(measured.counter("ai.tokens", "kind", "cache_write")).isEqualTo(4);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }
}

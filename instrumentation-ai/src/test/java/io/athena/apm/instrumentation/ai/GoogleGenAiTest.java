package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.genai.Client;
import com.google.genai.ResponseStream;
import com.google.genai.types.AutomaticFunctionCallingConfig;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Tool;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which the library sends a request, against the real client. */
class GoogleGenAiTest {

  private static final String USAGE =
      """
      , "usageMetadata": {"promptTokenCount": 11, "candidatesTokenCount": 5,
         "cachedContentTokenCount": 3, "thoughtsTokenCount": 4, "totalTokenCount": 20}""";

  private static final String CALLS_TOOL =
      "{\"functionCall\": {\"name\": \"weather\", \"args\": {}}}";

  private static final String STOPPED =
      """
      {"candidates": [{"content": {"role": "model", "parts": []}, "index": 0,
        "finishReason": "CONTINUATION", "continuationToken": "AAAA"}]}""";

  private static final Logger LIBRARY_LOG = Logger.getLogger("com.google.genai");

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private Client client;

  /** A way to send one request. */
  private interface Form {

    Object send(Client client) throws Exception;
  }

  /** A function that the library calls by itself. */
  public static String weather() {
    return "fine";
  }

  @BeforeAll
  static void quiet() {
    LIBRARY_LOG.setLevel(Level.WARNING);
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client =
        Client.builder()
            .apiKey("unused")
            .httpOptions(HttpOptions.builder().baseUrl(stub.baseUrl()).build())
            .build();
  }

  private Client retrying(int attempts) {
    var retries = HttpRetryOptions.builder().attempts(attempts).initialDelay(0.001).build();
    return Client.builder()
        .apiKey("unused")
        .httpOptions(HttpOptions.builder().baseUrl(stub.baseUrl()).retryOptions(retries).build())
        .build();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active")).isZero();
    stub.close();
  }

  private static String parts(String parts, String more) {
    return """
        {"candidates": [{"content": {"role": "model", "parts": [%s]}, "index": 0}],
         "modelVersion": "dated" %s}"""
        .formatted(parts, more);
  }

  private static String text(String text, String more) {
    return parts("{\"text\": \"" + text + "\"}", more);
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  static Stream<Arguments> completeForms() {
    return Stream.of(
        form("generate", c -> c.models.generateContent("model-a", "hi", null)),
        form("async", c -> c.async.models.generateContent("model-a", "hi", null).join()),
        form("chat", c -> c.chats.create("model-a").sendMessage("hi")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void completeAnswer_isOneCallWithItsTokens(String name, Form form) throws Exception {
    stub.answersJson(text("fine", USAGE));

    assertThat(form.send(client)).isNotNull();

    assertOneCall("false");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void answerWithoutUsage_hasUnknownTokens(String name, Form form) throws Exception {
    stub.answersJson(text("fine", ""));

    form.send(client);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"completeForms", "streams"})
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400);

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(Exception.class);

    assertOneError("ClientException");
  }

  @Test
  void requestThatTheLibraryRejects_isNoCall() {
    var onlyForVertex = GenerateContentConfig.builder().audioTimestamp(true).build();

    assertThatThrownBy(() -> client.models.generateContent("model-a", "hi", onlyForVertex))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  @DisabledIfSystemProperty(
      named = "athena.library.version",
      matches = "1[.].*",
      disabledReason = "1.0 and 1.10 have no retries")
  @ParameterizedTest(name = "{0}")
  @MethodSource({"completeForms", "streams"})
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) {
    stub.fails(500).fails(429).fails(503);

    assertThatThrownBy(() -> form.send(retrying(3))).isInstanceOf(Exception.class);

    assertOneError("ServerException");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("stream", c -> read(c.models.generateContentStream("model-a", "hi", null))),
        form(
            "async stream",
            c -> read(c.async.models.generateContentStream("model-a", "hi", null).join())),
        form(
            "async stream, read by the future",
            c ->
                c.async
                    .models
                    .generateContentStream("model-a", "hi", null)
                    .thenApply(GoogleGenAiTest::read)
                    .join()),
        form("chat", c -> read(c.chats.create("model-a").sendMessageStream("hi"))));
  }

  private static List<?> read(ResponseStream<GenerateContentResponse> stream) {
    try (stream) {
      var all = new ArrayList<>();
      stream.forEach(all::add);
      return all;
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void stream_isOneCallWithItsFirstTokenAndLastUsage(String name, Form form) throws Exception {
    stub.streams(
        parts("{\"text\": \"hm\", \"thought\": true}", ""),
        text("", ""),
        text("fi", ", \"usageMetadata\": {\"promptTokenCount\": 11}"),
        parts(CALLS_TOOL, ""),
        text("", USAGE));

    assertThat((List<?>) form.send(client)).hasSize(5);

    assertOneCall("true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void emptyStream_isOneCallWithUnknownTokens() {
    stub.streams();

    assertThat(read(client.models.generateContentStream("model-a", "hi", null))).isEmpty();

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.first_token.duration")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamWhoseConnectionIsLost_isAnError(String name, Form form) {
    stub.breaksAfter(text("fi", USAGE), text("ne", ""));

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(Exception.class);

    assertOneError("GenAiIOException");
    assertThat(AGENT.measured().counter("ai.analysis.total", "outcome", "error")).isEqualTo(1);
  }

  @Test
  void streamThatIsClosedEarly_hasTheTokensThatItReported() {
    stub.streams(text("fi", USAGE), text("ne", ""), text("!", ""));

    try (var stream = client.models.generateContentStream("model-a", "hi", null)) {
      assertThat(stream.iterator().next()).isNotNull();
    }

    assertOneCall("true");
  }

  static Stream<Arguments> toolForms() {
    return Stream.of(
        form("generate", c -> c.models.generateContent("model-a", "hi", withTool())),
        form("async", c -> c.async.models.generateContent("model-a", "hi", withTool()).join()));
  }

  private static GenerateContentConfig withTool() throws NoSuchMethodException {
    var weather = GoogleGenAiTest.class.getMethod("weather");
    return GenerateContentConfig.builder()
        .tools(List.of(Tool.builder().functions(List.of(weather)).build()))
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("toolForms")
  void automaticFunctionCalling_isOneAnalysisWithACallForEachRequest(String name, Form form)
      throws Exception {
    stub.answersJson(parts(CALLS_TOOL, USAGE))
        .answersJson(parts(CALLS_TOOL, USAGE))
        .answersJson(text("fine", USAGE));

    assertThat(form.send(client)).isNotNull();

    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "outcome", "success")).isEqualTo(3);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(33);
    assertThat(
            measured.counter(
                "ai.analysis.total",
                "operation",
                "generate_content",
                "provider",
                "gcp.gemini",
                "model",
                "model-a",
                "outcome",
                "success"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  static Stream<Arguments> embeddings() {
    return Stream.of(
        form("embed", c -> c.models.embedContent("model-a", List.of("hi", "ho"), null)),
        form(
            "async",
            c -> c.async.models.embedContent("model-a", List.of("hi", "ho"), null).join()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("embeddings")
  void embeddings_areOneCallWithUnknownTokens(String name, Form form) throws Exception {
    stub.answersJson("{\"embeddings\": [{\"values\": [1.0]}, {\"values\": [2.0]}]}");

    assertThat(form.send(client)).isNotNull();

    assertThat(AGENT.measured().counter("ai.call.total", "operation", "embeddings")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void vertexAi_reportsTheTokensOfEachText() {
    stub.answersJson(
        """
        {"predictions": [
          {"embeddings": {"values": [1.0], "statistics": {"token_count": 4, "truncated": false}}},
          {"embeddings": {"values": [2.0], "statistics": {"token_count": 5, "truncated": false}}}]}
        """);

    assertThat(vertexAi().models.embedContent("model-a", List.of("hi", "ho"), null).embeddings())
        .isPresent();

    assertThat(AGENT.measured().counter("ai.call.total", "provider", "gcp.vertex_ai")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(9);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isFalse();
  }

  private Client vertexAi() {
    var token = new AccessToken("unused", null);
    return Client.builder()
        .vertexAI(true)
        .project("project")
        .location("europe-west6")
        .credentials(GoogleCredentials.create(token))
        .httpOptions(HttpOptions.builder().baseUrl(stub.baseUrl()).build())
        .build();
  }

  /** The library asks for the rest when an answer stops before its end. */
  @DisabledIfSystemProperty(
      named = "athena.library.version",
      matches = "1[.].*",
      disabledReason = "1.0 and 1.10 have no continuation")
  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void continuedStream_isOneAnalysisWithACallForEachRequest(String name, Form form)
      throws Exception {
    stub.streams(text("fi", USAGE), STOPPED)
        .streams(text("ne", USAGE), STOPPED.replace("AAAA", "BBBB"))
        .streams(text("r", ""), text("!", USAGE));

    assertThat((List<?>) form.send(client)).hasSize(6);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(33);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(15);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(3);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.failover")).isFalse();
  }

  @DisabledIfSystemProperty(
      named = "athena.library.version",
      matches = "1[.].*",
      disabledReason = "1.0 and 1.10 have no continuation")
  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void continuedAnswer_isOneAnalysis(String name, Form form) throws Exception {
    stub.answersJson(STOPPED).answersJson(text("fine", USAGE));

    assertThat(form.send(client)).isNotNull();

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void manyAtOnce_areAsManyAnalysesAndCalls() throws Exception {
    for (int i = 0; i < 40; i++) {
      stub.answersJson(parts(CALLS_TOOL, USAGE));
    }
    var withTool =
        withTool().toBuilder()
            .automaticFunctionCalling(
                AutomaticFunctionCallingConfig.builder().maximumRemoteCalls(2).build())
            .build();

    var answers =
        IntStream.range(0, 20)
            .mapToObj(i -> client.async.models.generateContent("model-a", "hi", withTool))
            .toList();
    answers.forEach(CompletableFuture::join);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(40);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(440);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(20);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isFalse();
  }

  private static void assertOneError(String error) {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.call.error", "error", error)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  private static void assertOneCall(String streaming) {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    String[] call = {
      "provider",
      "gcp.gemini",
      "model",
      "model-a",
      "operation",
      "generate_content",
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total", "operation", "generate_content")).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    assertThat(measured.counter("ai.tokens", "kind", "cached_input")).isEqualTo(3);
    assertThat(measured.counter("ai.tokens", "kind", "reasoning")).isEqualTo(4);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.exceptions.OllamaException;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import io.github.ollama4j.models.chat.OllamaChatTokenHandler;
import io.github.ollama4j.models.embed.OllamaEmbedRequestBuilder;
import io.github.ollama4j.models.generate.OllamaGenerateRequest;
import io.github.ollama4j.models.generate.OllamaGenerateStreamObserver;
import io.github.ollama4j.models.request.ThinkMode;
import io.github.ollama4j.tools.Tools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which the library sends a request, against the real client. */
@DisabledIfSystemProperty(named = "athena.library.version", matches = "1[.]0[.].*")
class Ollama4jTest {

  private static final String USAGE = ", \"prompt_eval_count\": 11, \"eval_count\": 5";

  private static final String TOOL_CALL =
      """
      {"model": "dated", "message": {"role": "assistant", "content": "", "tool_calls":
       [{"function": {"name": "time", "arguments": {}}}]}, "done": %s %s}""";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private Ollama client;

  /** A way to send one request; answers with the pieces of a stream. */
  private interface Form {

    List<String> send(Ollama client) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client = new Ollama(stub.baseUrl());
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active")).isZero();
    stub.close();
  }

  /** What both endpoints answer with: each reads its own. */
  private static String piece(String text, boolean done, String more) {
    return """
        {"model": "dated", "response": "%s", "message": {"role": "assistant", "content": "%s"},
         "done": %s %s}"""
        .formatted(text, text, done, more)
        .replace('\n', ' ');
  }

  private static String toolCall(boolean done, String usage) {
    return TOOL_CALL.formatted(done, usage).replace('\n', ' ');
  }

  private static OllamaChatRequest chat() {
    return OllamaChatRequest.builder()
        .withModel("model-a")
        .withMessage(OllamaChatMessageRole.USER, "hi");
  }

  private static OllamaGenerateRequest generate() {
    return OllamaGenerateRequest.builder()
        .withModel("model-a")
        .withPrompt("hi")
        .withThink(ThinkMode.DISABLED)
        .build();
  }

  private static Arguments form(String operation, Form form) {
    return Arguments.of(operation, form);
  }

  static Stream<Arguments> completeForms() {
    return Stream.of(
        form("chat", c -> List.of(c.chat(chat(), null).getResponseModel().getModel())),
        form("text_completion", c -> List.of(c.generate(generate(), null).getResponse())));
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("chat", Ollama4jTest::chatPieces), form("text_completion", Ollama4jTest::textPieces));
  }

  private static List<String> chatPieces(Ollama client) throws OllamaException {
    var pieces = new ArrayList<String>();
    client.chat(chat(), piece -> pieces.add(piece.getMessage().getResponse()));
    return pieces;
  }

  private static List<String> textPieces(Ollama client) throws OllamaException {
    var pieces = new ArrayList<String>();
    client.generate(generate(), new OllamaGenerateStreamObserver(null, pieces::add));
    return pieces;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void completeAnswer_isOneCallWithItsTokens(String operation, Form form) throws Exception {
    stub.answersJson(piece("fine", true, USAGE));

    assertThat(form.send(client)).hasSize(1);

    assertOneCall(operation, "false");
    assertTokens(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"completeForms", "streams"})
  void answerWithoutUsage_hasUnknownTokens(String operation, Form form) throws Exception {
    stub.answersJson(piece("fine", true, ""));

    form.send(client);

    assertUnknownTokens();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void stream_isOneCallWithItsFirstTokenAndUsage(String operation, Form form) throws Exception {
    stub.streamsLines(
        piece("", false, ""),
        piece("fi", false, ""),
        piece("ne", false, ""),
        piece("!", false, ""),
        piece("", true, USAGE));

    assertThat(form.send(client)).contains("fi", "ne", "!");

    assertOneCall(operation, "true");
    assertTokens(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamThatEndsEarly_hasUnknownTokens(String operation, Form form) throws Exception {
    stub.streamsLines(piece("fi", false, ""));

    assertThat(form.send(client)).containsExactly("fi");

    assertUnknownTokens();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"completeForms", "streams"})
  void refusedRequest_isOneError(String operation, Form form) {
    stub.fails(500);

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(OllamaException.class);

    assertThat(AGENT.measured().counter("ai.call.error", "operation", operation)).isEqualTo(1);
    assertOneFailedAnalysis();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamWhoseConnectionIsLost_isOneError(String operation, Form form) {
    stub.breaksAfterLines(piece("fi", false, ""));

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(OllamaException.class);

    assertThat(AGENT.measured().counter("ai.call.error", "error", "IOException")).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertOneFailedAnalysis();
  }

  @Test
  void errorWithinAStream_isOneError() {
    stub.streamsLines(piece("fi", false, ""), "{\"error\": \"no memory\"}");

    assertThatThrownBy(() -> chatPieces(client)).isInstanceOf(OllamaException.class);

    assertThat(AGENT.measured().counter("ai.call.error", "error", "OllamaChatResponseModel"))
        .isEqualTo(1);
    assertOneFailedAnalysis();
  }

  static Stream<Arguments> throwingHandlers() {
    OllamaChatTokenHandler chat = piece -> fail("chat");
    var text = new OllamaGenerateStreamObserver(null, piece -> fail("text"));
    return Stream.of(
        form("chat", c -> List.of(c.chat(chat(), chat).toString())),
        form("text_completion", c -> List.of(c.generate(generate(), text).toString())));
  }

  private static void fail(String why) {
    throw new IllegalStateException(why);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("throwingHandlers")
  void handlerThatThrows_endsTheCallWithoutError(String operation, Form form) {
    stub.streamsLines(piece("fi", false, ""), piece("", true, USAGE));

    assertThatThrownBy(() -> form.send(client)).hasRootCauseInstanceOf(IllegalStateException.class);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  @Test
  void callWithinATokenHandler_isACallOfItsOwn() throws Exception {
    stub.streamsLines(piece("fi", false, ""), piece("", true, USAGE))
        .answersJson(piece("fine", true, USAGE))
        .answersJson(piece("fine", true, USAGE));

    client.chat(chat(), piece -> generateText());

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(3);
    assertTokens(3);
  }

  private void generateText() {
    try {
      client.generate(generate(), null);
    } catch (OllamaException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  static Stream<Arguments> toolForms() {
    return Stream.of(
        form("false", c -> List.of(c.chat(chat(), null).toString())),
        form("true", Ollama4jTest::chatPieces));
  }

  @ParameterizedTest(name = "streaming {0}")
  @MethodSource("toolForms")
  void chatWithTools_isOneAnalysisWithACallForEachRound(String streaming, Form form)
      throws Exception {
    client.registerTool(
        Tools.Tool.builder()
            .toolSpec(Tools.ToolSpec.builder().name("time").description("time").build())
            .toolFunction(arguments -> "noon")
            .build());
    stub.answersJson(toolCall(true, USAGE)).answersJson(piece("fine", true, USAGE));

    form.send(client);

    assertThat(
            AGENT.measured().counter("ai.call.total", "streaming", streaming, "operation", "chat"))
        .isEqualTo(2);
    assertTokens(2);
    assertThat(AGENT.measured().counter("ai.analysis.total", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.first_token.duration"))
        .isEqualTo(Boolean.parseBoolean(streaming));
  }

  @Test
  void embeddings_areOneCallWithTheTokensOfTheInput() throws Exception {
    stub.answersJson("{\"model\": \"dated\", \"embeddings\": [[0.5]], \"prompt_eval_count\": 11}");

    var request = OllamaEmbedRequestBuilder.getInstance("model-a", "hi").build();
    assertThat(client.embed(request).getEmbeddings()).hasSize(1);

    assertOneCall("embeddings", "false");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void embeddingsWithoutUsage_haveUnknownTokens() throws Exception {
    stub.answersJson("{\"model\": \"dated\", \"embeddings\": [[0.5]]}");

    client.embed(OllamaEmbedRequestBuilder.getInstance("model-a", "hi").build());

    assertUnknownTokens();
  }

  @Test
  void generateAsync_isOneStreamingCallWithUnknownTokens() throws Exception {
    stub.streamsLines(piece("fine", false, ""), piece("", true, USAGE));

    var thread = client.generateAsync("model-a", "hi", false, ThinkMode.DISABLED);
    thread.join();

    assertThat(thread.getCompleteResponse()).isEqualTo("fine");
    assertOneCall("text_completion", "true");
    assertUnknownTokens();
  }

  @Test
  void generateAsyncThatFails_isOneError() throws Exception {
    stub.breaksAfterLines(piece("fine", false, ""));

    client.generateAsync("model-a", "hi", false, ThinkMode.DISABLED).join();

    assertThat(AGENT.measured().counter("ai.call.error", "error", "OllamaAsyncResultStreamer"))
        .isEqualTo(1);
    assertOneFailedAnalysis();
  }

  @Test
  void requestToAnAddressThatIsNone_isNoCall() {
    var nowhere = new Ollama("http://[");

    assertThatThrownBy(() -> nowhere.chat(chat(), null)).isInstanceOf(OllamaException.class);

    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  private static void assertOneFailedAnalysis() {
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  private static void assertUnknownTokens() {
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  private static void assertTokens(int calls) {
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11L * calls);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5L * calls);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }

  private static void assertOneCall(String operation, String streaming) {
    var measured = AGENT.measured();
    String[] tags = {
      "provider",
      "ollama",
      "model",
      "model-a",
      "operation",
      operation,
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", tags)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", tags).count()).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total", "operation", operation)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }
}

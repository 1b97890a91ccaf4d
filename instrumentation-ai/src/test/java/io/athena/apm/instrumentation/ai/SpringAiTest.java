package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.OllamaEmbeddingModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.tool.ToolCallback;
import org.springframework.ai.tool.definition.ToolDefinition;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Spring AI with an HTTP client of its own, against the real library, whatever its version. */
class SpringAiTest {

  private static final Prompt PROMPT = new Prompt("hi");
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String COUNTS =
      "\"done\": true, \"done_reason\": \"stop\", \"prompt_eval_count\": 11, \"eval_count\": 5";

  private static final String TOOL_CALL =
      "{\"model\": \"dated\", \"message\": {\"role\": \"assistant\", \"content\": \"\", \"tool_calls\":"
          + " [{\"function\": {\"name\": \"time\", \"arguments\": {}}}]}, "
          + COUNTS
          + "}";

  private static final String LAST = message("", COUNTS);

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  /** A tool of an application. */
  record Clock() implements ToolCallback {

    @Override
    public ToolDefinition getToolDefinition() {
      return ToolDefinition.builder().name("time").description("now").inputSchema("{}").build();
    }

    @Override
    public String call(String input) {
      return "noon";
    }
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  private static String message(String content, String more) {
    return "{\"model\": \"dated\", \"message\": {\"role\": \"assistant\", \"content\": \""
        + content
        + "\"}, "
        + more
        + "}";
  }

  private static String piece(String content) {
    return message(content, "\"done\": false");
  }

  private OllamaApi api() {
    return OllamaApi.builder().baseUrl(stub.baseUrl()).build();
  }

  private ChatModel model() {
    return OllamaChatModel.builder().ollamaApi(api()).build();
  }

  private ChatClient.ChatClientRequestSpec client() {
    return ChatClient.create(model()).prompt("hi");
  }

  @SuppressWarnings("removal") // tools(...) takes no ToolCallback before 2.0
  private ChatClient.ChatClientRequestSpec clientWithTool() {
    return client().toolCallbacks(new Clock());
  }

  @Test
  void call_isOneCallWithItsTokens() {
    stub.answersJson(message("fine", COUNTS));

    assertThat(text(model().call(PROMPT))).isEqualTo("fine");

    assertCalls(1, "false");
    assertAnalyses(1, "chat", "success", "ollama");
    assertTokens(1);
  }

  private static String text(ChatResponse response) {
    return response.getResult().getOutput().getText();
  }

  @Test
  void answerWithoutUsage_isUnknown() {
    stub.answersJson(message("fine", "\"done\": true"));

    model().call(PROMPT);

    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens")).isZero();
  }

  @Test
  void refusedCall_isOneError() {
    stub.fails(400);

    assertThatThrownBy(() -> model().call(PROMPT)).isInstanceOf(RuntimeException.class);

    assertError("NonTransientAiException");
    assertAnalyses(1, "chat", "error", "none");
  }

  @Test
  void invalidRequest_isNoCall() {
    assertThatThrownBy(() -> api().chat(null)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> api().streamingChat(null))
        .isInstanceOf(IllegalArgumentException.class);

    assertNothing();
  }

  @Test
  void stream_isOneCallWithItsFirstTokenAndUsage() {
    stub.streamsLines(piece(""), piece("fi"), piece("ne"), piece("!"), LAST);

    assertThat(texts(model().stream(PROMPT))).contains("fi", "ne", "!");

    assertCalls(1, "true");
    assertAnalyses(1, "chat", "success", "ollama");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(2);
    assertTokens(1);
  }

  private static List<String> texts(Flux<ChatResponse> flux) {
    return flux.map(SpringAiTest::text).collectList().block(LONG);
  }

  @Test
  void fluxWithoutSubscriber_isNothing() {
    assertThat(model().stream(PROMPT)).isNotNull();
    assertThat(client().stream().content()).isNotNull();

    assertNothing();
  }

  @Test
  void fluxWithThreeSubscribers_isThreeCalls() {
    Flux<ChatResponse> flux = model().stream(PROMPT);

    for (int i = 0; i < 3; i++) {
      stub.streamsLines(piece("fi"), piece("ne"), LAST);
      assertThat(texts(flux)).contains("fi", "ne");
    }

    assertCalls(3, "true");
    assertAnalyses(3, "chat", "success", "ollama");
    assertTokens(3);
  }

  @Test
  void streamThatIsCancelled_isASuccess() {
    stub.streamsLines(piece("fi"), piece("ne"), LAST);

    assertThat(client().stream().content().take(1).collectList().block(LONG)).containsExactly("fi");

    awaitCall();
    assertCalls(1, "true");
    assertAnalyses(1, "ChatClient.stream", "success", "ollama");
  }

  /** Operators between may cancel the call after the subscriber has gone on. */
  private static void awaitCall() {
    while (!AGENT.measured().has("ai.call.total")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void lostConnection_isOneError() {
    stub.breaksAfterLines(piece("fi"), piece("ne"));

    assertThatThrownBy(() -> client().stream().content().collectList().block(LONG))
        .isInstanceOf(RuntimeException.class);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertAnalyses(1, "ChatClient.stream", "error", "none");
  }

  @Test
  void refusedStream_isOneError() {
    stub.fails(429);

    assertThatThrownBy(() -> client().stream().content().collectList().block(LONG))
        .isInstanceOf(RuntimeException.class);

    assertError("TooManyRequests");
    assertAnalyses(1, "ChatClient.stream", "error", "none");
  }

  @Test
  void chatClient_isOneAnalysisWithACallForEachRoundOfTools() {
    stub.answersJson(TOOL_CALL).answersJson(message("noon", COUNTS));

    assertThat(clientWithTool().call().content()).isEqualTo("noon");

    assertCalls(2, "false");
    assertAnalyses(1, "ChatClient.call", "success", "ollama");
    assertTokens(2);
  }

  @Test
  void streamingChatClient_isOneAnalysisWithACallForEachRoundOfTools() {
    stub.streamsLines(TOOL_CALL).streamsLines(piece("no"), piece("on"), LAST);

    assertThat(clientWithTool().stream().content().collectList().block(LONG))
        .containsExactly("no", "on");

    assertCalls(2, "true");
    assertAnalyses(1, "ChatClient.stream", "success", "ollama");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(2);
    assertTokens(2);
  }

  @Test
  void subscriptionOnAnotherThread_isTheSame() {
    stub.streamsLines(TOOL_CALL).streamsLines(piece("no"), piece("on"), LAST);

    Flux<String> flux = clientWithTool().stream().content();

    assertThat(
            flux.subscribeOn(Schedulers.boundedElastic())
                .publishOn(Schedulers.parallel())
                .collectList()
                .block(LONG))
        .containsExactly("no", "on");
    assertCalls(2, "true");
    assertAnalyses(1, "ChatClient.stream", "success", "ollama");
  }

  @Test
  void failedChatClient_isOneAnalysisWithAnError() {
    stub.fails(400);

    assertThatThrownBy(() -> client().call().content()).isInstanceOf(RuntimeException.class);

    assertError("NonTransientAiException");
    assertAnalyses(1, "ChatClient.call", "error", "none");
  }

  @Test
  void embeddings_areOneCall() {
    stub.answersJson(
        "{\"model\": \"dated\", \"embeddings\": [[0.5, 0.25]], \"prompt_eval_count\": 11}");
    var model = OllamaEmbeddingModel.builder().ollamaApi(api()).build();

    assertThat(model.embed("hi")).hasSize(2);

    assertThat(AGENT.measured().counter("ai.call.total", "operation", "embeddings")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertAnalyses(1, "embeddings", "success", "ollama");
  }

  private static void assertCalls(int calls, String streaming) {
    String[] tags = {
      "provider", "ollama",
      "model", "mistral",
      "operation", "chat",
      "streaming", streaming,
      "outcome", "success"
    };
    assertThat(AGENT.measured().counter("ai.call.total", tags)).isEqualTo(calls);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(calls);
    assertThat(AGENT.measured().histogram("ai.call.duration", tags).count()).isEqualTo(calls);
  }

  private static void assertError(String error) {
    assertThat(AGENT.measured().counter("ai.call.error", "error", error)).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  private static void assertAnalyses(
      int analyses, String operation, String outcome, String provider) {
    String[] tags = {"operation", operation, "outcome", outcome, "provider", provider};
    assertThat(AGENT.measured().counter("ai.analysis.total", tags)).isEqualTo(analyses);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(analyses);
    assertThat(AGENT.measured().gauge("ai.active", "provider", "ollama")).isZero();
  }

  private static void assertTokens(int answers) {
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11L * answers);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(5L * answers);
  }

  private static void assertNothing() {
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
    assertThat(AGENT.measured().has("ai.analysis.total")).isFalse();
  }
}

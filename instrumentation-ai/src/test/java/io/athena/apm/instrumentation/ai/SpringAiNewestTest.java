package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.chunk;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.openai.OpenAiEmbeddingModel;
import org.springframework.ai.openai.OpenAiEmbeddingOptions;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** What only the newest versions of Spring AI have: openai-java below. */
class SpringAiNewestTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String TOOL_CALLS =
      "{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"index\": 0, \"id\": \"t\","
          + " \"type\": \"function\", \"function\": {\"name\": \"time\", \"arguments\": \"{}\"}}]}";

  private static final String TOOL_CALL_END =
      chunk("{}", "").replace("\"finish_reason\": null", "\"finish_reason\": \"tool_calls\"");

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  private ChatModel model() {
    return OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(stub.baseUrl())
                .apiKey("unused")
                .model("model-a")
                .maxRetries(2)
                .build())
        .build();
  }

  private ChatClient.ChatClientRequestSpec client() {
    return ChatClient.create(model()).prompt("hi").tools(new SpringAiTest.Clock());
  }

  private void streamToolCall() {
    stub.streams(FIRST, chunk(TOOL_CALLS, ""), TOOL_CALL_END, LAST_USAGE, DONE)
        .streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
  }

  private static String text(Flux<String> flux) {
    return String.join("", flux.collectList().block(LONG));
  }

  @Test
  void subscriptionOnAnotherThread_isTheSame() {
    streamToolCall();

    Flux<String> flux = client().stream().content();

    assertThat(text(flux.subscribeOn(Schedulers.boundedElastic()))).isEqualTo("fine");
    assertCalls(2);
    assertAnalyses(1, "ChatClient.stream");
  }

  @Test
  void fluxWithThreeSubscribers_isThreeCalls() {
    Flux<String> flux = model().stream("hi");
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();

    for (int i = 0; i < 3; i++) {
      stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
      assertThat(text(flux)).isEqualTo("fine");
    }

    assertCalls(3);
    assertAnalyses(3, "chat");
  }

  @Test
  void refusedCall_isOneError() {
    stub.fails(400);

    assertThatThrownBy(() -> client().call().content()).isInstanceOf(RuntimeException.class);

    assertThat(AGENT.measured().counter("ai.call.error", "error", "BadRequestException"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.error", "operation", "ChatClient.call"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  @Test
  void embeddings_areOneCall() {
    stub.answersJson(
        """
        {"object": "list", "model": "dated",
         "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
         "usage": {"prompt_tokens": 11, "total_tokens": 11}}""");
    var model =
        OpenAiEmbeddingModel.builder()
            .options(
                OpenAiEmbeddingOptions.builder()
                    .baseUrl(stub.baseUrl())
                    .apiKey("unused")
                    .model("model-a")
                    .build())
            .build();

    assertThat(model.embed("hi")).hasSize(1);

    assertThat(AGENT.measured().counter("ai.call.total", "operation", "embeddings")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  private static void assertCalls(int calls) {
    var measured = AGENT.measured();
    String[] tags = {
      "provider", Providers.COMPATIBLE,
      "model", "model-a",
      "operation", "chat",
      "streaming", "true",
      "outcome", "success"
    };
    assertThat(measured.counter("ai.call.total", tags)).isEqualTo(calls);
    assertThat(measured.counter("ai.call.total")).isEqualTo(calls);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11L * calls);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5L * calls);
    assertThat(measured.gauge("ai.active", "provider", Providers.COMPATIBLE)).isZero();
  }

  private static void assertAnalyses(int analyses, String operation) {
    String[] tags = {"operation", operation, "outcome", "success", "model", "model-a"};
    assertThat(AGENT.measured().counter("ai.analysis.total", tags)).isEqualTo(analyses);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(analyses);
  }
}

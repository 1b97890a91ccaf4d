package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.OpenAIServiceException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Against the real client and a server on loopback. */
class OpenAiJavaTest {

  private static final String USAGE =
      """
      , "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16,
        "prompt_tokens_details": {"cached_tokens": 3},
        "completion_tokens_details": {"reasoning_tokens": 2}}""";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private OpenAIClient client;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client =
        OpenAIOkHttpClient.builder().baseUrl(stub.baseUrl()).apiKey("unused").maxRetries(0).build();
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  private ChatCompletion ask(String model) {
    return client
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder().model(model).addUserMessage("a secret").build());
  }

  @Test
  void spanOfACall_hasItsTokens() {
    stub.answers(USAGE);
    ask("model-a");

    assertThat(AGENT.spans())
        .filteredOn(span -> span.name().equals("ai.call"))
        .singleElement()
        .extracting(FinishedSpan::tokens)
        .isEqualTo(Map.of("input", 11L, "output", 5L, "cached_input", 3L, "reasoning", 2L));
  }

  @Test
  void call_isCountedWithItsTokensByProviderAndModel() {
    stub.answers(USAGE);
    assertThat(ask("model-a").choices()).hasSize(1);
    String[] call = {
      "provider",
      "openai_compatible",
      "model",
      "model-a",
      "operation",
      "chat",
      "streaming",
      "false",
      "outcome",
      "success"
    };
    assertThat(AGENT.measured().counter("ai.call.total", call)).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(tokens("input")).isEqualTo(11);
    assertThat(tokens("output")).isEqualTo(5);
    assertThat(tokens("cached_input")).isEqualTo(3);
    assertThat(tokens("reasoning")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isZero();
  }

  @Test
  void callWithoutManager_isAnAnalysisToo() {
    stub.answers(USAGE);
    ask("model-a");
    assertThat(
            AGENT.measured().counter("ai.analysis.total", "operation", "chat", "model", "model-a"))
        .isEqualTo(1);
  }

  @Test
  void failedCall_isAnErrorAndReachesTheApplicationUnchanged() {
    stub.fails(400);
    assertThatThrownBy(() -> ask("model-a"))
        .isInstanceOfSatisfying(
            OpenAIServiceException.class, thrown -> assertThat(thrown.statusCode()).isEqualTo(400));
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.error", "error", "BadRequestException"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.error", "error", "BadRequestException"))
        .isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isZero();
  }

  @Test
  void answerWithoutUsage_isUnknownAndNeverZero() {
    stub.answers("");
    ask("model-a");
    assertThat(AGENT.measured().counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  @Test
  void usageOfACompatibleServer_isReadAsFarAsItGoes() {
    stub.answers(", \"usage\": {\"completion_tokens\": 7}");
    ask("model-a");
    assertThat(tokens("output")).isEqualTo(7);
    assertThat(AGENT.measured().values("ai.tokens", "kind")).containsExactly("output");
  }

  @Test
  void retriesOfTheClient_areOneCall() {
    OpenAIClient retrying =
        OpenAIOkHttpClient.builder().baseUrl(stub.baseUrl()).apiKey("unused").maxRetries(1).build();
    stub.fails(500).answers(USAGE);
    assertThat(
            retrying
                .chat()
                .completions()
                .create(
                    ChatCompletionCreateParams.builder()
                        .model("model-a")
                        .addUserMessage("again")
                        .build())
                .choices())
        .hasSize(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  @Test
  void active_returnsToZero() {
    stub.answers(USAGE).fails(500);
    ask("model-a");
    assertThatThrownBy(() -> ask("model-a")).isInstanceOf(OpenAIServiceException.class);
    assertThat(AGENT.measured().gauge("ai.active", "provider", "openai_compatible")).isZero();
  }

  @Test
  void span_saysWhatAndHowLongButNothingOfThePrompt() {
    stub.answers(USAGE);
    ask("model-a");
    assertThat(AGENT.spans())
        .singleElement()
        .satisfies(span -> assertThat(span.nanos()).isPositive())
        .extracting(FinishedSpan::name, span -> span.tags().toString())
        .containsExactly(
            "ai.call",
            "error:none,model:model-a,operation:chat,outcome:success,provider:openai_compatible");
  }

  private static long tokens(String kind) {
    return AGENT
        .measured()
        .counter("ai.tokens", "provider", "openai_compatible", "model", "model-a", "kind", kind);
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;

/** Spring AI over anthropic-java, with the version that Spring AI is built against. */
@EnabledIfSystemProperty(named = "athena.library.version", matches = "2[.]52[.].*")
class SpringAiAnthropicTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private static ChatClient client(ModelStub stub) {
    var options =
        AnthropicChatOptions.builder()
            .baseUrl(stub.baseUrl())
            .apiKey("unused")
            .model("model-a")
            .maxRetries(0)
            .build();
    return ChatClient.create(AnthropicChatModel.builder().options(options).build());
  }

  @Test
  void chatClient_isOneAnalysisWithOneCall() throws Exception {
    try (ModelStub stub = new ModelStub()) {
      WireFormat.ANTHROPIC.answer(stub, false, true);

      assertThat(client(stub).prompt("hi").call().content()).isEqualTo("fine");

      assertOneCall("false", "ChatClient.call");
    }
  }

  @Test
  void streamingChatClient_isOneAnalysisWithOneCall() throws Exception {
    try (ModelStub stub = new ModelStub()) {
      WireFormat.ANTHROPIC.answer(stub, true, true);

      var pieces = client(stub).prompt("hi").stream().content().collectList().block(LONG);

      assertThat(String.join("", pieces)).isEqualTo("fine");
      assertOneCall("true", "ChatClient.stream");
      assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    }
  }

  private static void assertOneCall(String streaming, String operation) {
    var measured = AGENT.measured();
    String[] call = {
      "provider", "anthropic", "model", "model-a", "streaming", streaming, "outcome", "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    String[] analysis = {"operation", operation, "model", "model-a", "outcome", "success"};
    assertThat(measured.counter("ai.analysis.total", analysis)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }
}

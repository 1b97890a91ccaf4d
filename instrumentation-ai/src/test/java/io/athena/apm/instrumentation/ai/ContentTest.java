package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.core.util.ClientOptions;
import com.azure.core.util.Header;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of what is asked, answered, called as a tool or used as a key is recorded. */
class ContentTest {

  private static final String MARKER = "s3cr3t";

  private static final String ANSWER =
      """
      {"id": "%1$s", "object": "chat.completion", "created": 1, "model": "m",
       "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
         "message": {"role": "assistant", "content": "%1$s", "refusal": null}}],
       "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}}"""
          .formatted(MARKER);

  private static final String TOOL_CALL =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "m",
       "choices": [{"index": 0, "finish_reason": "tool_calls", "logprobs": null,
         "message": {"role": "assistant", "content": null, "refusal": null, "tool_calls": [
           {"id": "%1$s", "type": "function", "function": {"name": "find",
             "arguments": "{\\"arg0\\": \\"%1$s\\", \\"name\\": \\"%1$s\\"}"}}]}}]}"""
          .formatted(MARKER);

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
    List<String> recorded = new ArrayList<>(AGENT.measured().series());
    recorded.addAll(AGENT.log());
    AGENT.spans().forEach(span -> recorded.add(span.toString()));
    assertThat(recorded).isNotEmpty().noneMatch(text -> text.contains(MARKER));
    assertThat(AGENT.measured().counter("ai.call.total")).isPositive();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.athena.apm.instrumentation.ai.ClientForm#all")
  void client_recordsNoContent(ClientForm form) throws Exception {
    form.wire().answer(stub, form.streams(), true).failsWith(400, MARKER);
    var target = new ClientForm.Target(stub.baseUrl(), "model-a", 0, Duration.ofSeconds(30));
    assertThat(ClientForm.QUESTION).contains(MARKER);
    assertThat(ClientForm.KEY).contains(MARKER);

    assertThat(form.sender().send(target)).isEqualTo("fine");
    assertThat(catchThrowable(() -> form.sender().send(target))).isNotNull();

    while (!AGENT.measured().has("ai.call.error")) {
      Thread.onSpinWait(); // A client may end its call after the application has got the error.
    }
  }

  @Test
  void openAi_recordsNoContent() {
    stub.answersJson(ANSWER)
        .streams(ModelStub.FIRST, ModelStub.content(MARKER), ModelStub.DONE)
        .failsWith(400, MARKER)
        .answersJson("not json, " + MARKER)
        .failsWith(500, MARKER);
    OpenAIClient client =
        OpenAIOkHttpClient.builder()
            .baseUrl(stub.baseUrl())
            .apiKey(MARKER)
            .organization(MARKER)
            .putHeader("x-tenant", MARKER)
            .maxRetries(0)
            .build();
    var request =
        ChatCompletionCreateParams.builder()
            .model("model-a")
            .addSystemMessage(MARKER)
            .addUserMessage(MARKER)
            .build();

    client.chat().completions().create(request);
    try (var stream = client.chat().completions().createStreaming(request)) {
      assertThat(stream.stream().count()).isEqualTo(2);
    }
    assertThat(catchThrowable(() -> client.chat().completions().create(request)))
        .hasMessageContaining(MARKER);
    assertThat(catchThrowable(() -> client.chat().completions().create(request))).isNotNull();
    var embedding = EmbeddingCreateParams.builder().model("model-a").input(MARKER).build();
    assertThat(catchThrowable(() -> client.embeddings().create(embedding))).isNotNull();
    client.close();
  }

  @Test
  void anthropic_recordsNoContent() {
    stub.answersJson(
            """
            {"id": "%1$s", "type": "message", "role": "assistant", "model": "m",
             "stop_reason": "%1$s", "stop_sequence": "%1$s",
             "content": [{"type": "text", "text": "%1$s", "citations": null}],
             "usage": {"input_tokens": 11, "output_tokens": 5}}"""
                .formatted(MARKER))
        .failsWith(429, MARKER);
    AnthropicClient client =
        AnthropicOkHttpClient.builder()
            .baseUrl(stub.baseUrl())
            .apiKey(MARKER)
            .maxRetries(0)
            .build();
    var request =
        MessageCreateParams.builder()
            .model("model-a")
            .maxTokens(100)
            .system(MARKER)
            .addUserMessage(MARKER)
            .build();

    client.messages().create(request);
    assertThat(catchThrowable(() -> client.messages().create(request)))
        .hasMessageContaining(MARKER);
    client.close();
  }

  @Test
  void azureOpenAi_recordsNoContent() {
    stub.answersJson(ANSWER)
        .streams(ModelStub.FIRST, ModelStub.content(MARKER), ModelStub.DONE)
        .failsWith(400, MARKER);
    var client =
        new OpenAIClientBuilder()
            .endpoint(stub.baseUrl())
            .clientOptions(new ClientOptions().setHeaders(List.of(new Header("x-tenant", MARKER))))
            .buildClient();
    var request = new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(MARKER)));

    client.getChatCompletions("model-a", request);
    assertThat(client.getChatCompletionsStream("model-a", request).stream()).hasSize(2);
    assertThat(catchThrowable(() -> client.getChatCompletions("model-a", request)))
        .hasMessageContaining(MARKER);
  }

  /** A service of an application. */
  interface Assistant {

    @SystemMessage(MARKER)
    String answer(String question);
  }

  /** Its tool. */
  static final class Directory {

    @Tool(MARKER)
    String find(String name) {
      return name + MARKER;
    }
  }

  @Test
  void langChain4j_recordsNoContent() {
    stub.answersJson(TOOL_CALL).answersJson(ANSWER).failsWith(401, MARKER);
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(
                OpenAiChatModel.builder()
                    .baseUrl(stub.baseUrl())
                    .apiKey(MARKER)
                    .modelName("model-a")
                    .customHeaders(Map.of("x-tenant", MARKER))
                    .maxRetries(0)
                    .build())
            .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
            .tools(new Directory())
            .build();

    assertThat(assistant.answer(MARKER)).isEqualTo(MARKER);
    assertThat(catchThrowable(() -> assistant.answer(MARKER))).isNotNull();
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(2);
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.rest.RequestOptions;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.openai.OpenAiChatModel;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceParent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** A header {@code traceparent} that the application or another tracer has set. */
class PresentTraceHeadersTest {

  private static final String OTHERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.propagating(AiInstrumentations.all(), AiInstrumentations::install);

  /** Asks a question with a header. */
  private record Sender(String name, WireFormat wire, Question question) {

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Question {

    void ask(String url, String header) throws Exception;
  }

  static Stream<Sender> senders() {
    return Stream.of(
        new Sender("openai-java", WireFormat.OPENAI, PresentTraceHeadersTest::openAi),
        new Sender("anthropic-java", WireFormat.ANTHROPIC, PresentTraceHeadersTest::anthropic),
        new Sender("langchain4j", WireFormat.OPENAI, PresentTraceHeadersTest::langChain4j),
        new Sender("google-genai", WireFormat.GEMINI, PresentTraceHeadersTest::genAi),
        new Sender("bedrock-runtime", WireFormat.BEDROCK, PresentTraceHeadersTest::bedrock),
        new Sender("azure-ai-openai", WireFormat.OPENAI, PresentTraceHeadersTest::azure),
        new Sender("RestClient", WireFormat.OLLAMA, PresentTraceHeadersTest::restClient),
        new Sender("WebClient", WireFormat.OLLAMA, PresentTraceHeadersTest::webClient));
  }

  @ParameterizedTest
  @MethodSource("senders")
  void headerThatIsThere_isLeftAndItsTraceAdopted(Sender sender) throws Exception {
    assertThat(sentBy(sender, OTHERS)).containsExactly(OTHERS);

    TraceParent others = TraceParent.parse(OTHERS);
    List<FinishedSpan> spans = spans();
    assertThat(spans).extracting(FinishedSpan::trace).containsOnly(others.trace());
    assertThat(outermost(spans).parent()).isEqualTo(others.span());
  }

  @ParameterizedTest
  @MethodSource("senders")
  void headerThatIsNotValid_isLeftAndNotAdopted(Sender sender) throws Exception {
    assertThat(sentBy(sender, "00-0-0-00")).containsExactly("00-0-0-00");

    assertThat(outermost(spans()).parent()).isZero();
  }

  private static List<String> sentBy(Sender sender, String header) throws Exception {
    try (ModelStub stub = new ModelStub()) {
      sender.wire().answer(stub, sender.name().equals("WebClient"), true);
      sender.question().ask(stub.baseUrl(), header);
      return stub.requests().get(0).headers().get("Traceparent");
    }
  }

  /** A client may end a call on a thread of its own after the application has got the answer. */
  private static List<FinishedSpan> spans() {
    while (!AGENT.measured().has("ai.analysis.total")) {
      Thread.onSpinWait();
    }
    return AGENT.spans();
  }

  private static FinishedSpan outermost(List<FinishedSpan> spans) {
    return spans.get(spans.size() - 1);
  }

  private static void openAi(String url, String header) {
    OpenAIOkHttpClient.builder()
        .baseUrl(url)
        .apiKey("unused")
        .putHeader("traceparent", header)
        .build()
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder().model("model-a").addUserMessage("hello").build());
  }

  private static void anthropic(String url, String header) {
    AnthropicOkHttpClient.builder()
        .baseUrl(url)
        .apiKey("unused")
        .putHeader("traceparent", header)
        .build()
        .messages()
        .create(
            MessageCreateParams.builder()
                .model("model-a")
                .maxTokens(100)
                .addUserMessage("hello")
                .build());
  }

  private static void langChain4j(String url, String header) {
    OpenAiChatModel.builder()
        .baseUrl(url)
        .apiKey("unused")
        .modelName("model-a")
        .customHeaders(Map.of("Traceparent", header))
        .build()
        .chat("hello");
  }

  private static void genAi(String url, String header) {
    Client.builder()
        .apiKey("unused")
        .httpOptions(
            HttpOptions.builder().baseUrl(url).headers(Map.of("traceparent", header)).build())
        .build()
        .models
        .generateContent("model-a", "hello", null);
  }

  private static void bedrock(String url, String header) {
    try (var client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(url))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(options -> options.putHeader("traceparent", header))
            .build()) {
      client.converse(
          ConverseRequest.builder()
              .modelId("model-a")
              .messages(
                  Message.builder()
                      .role(ConversationRole.USER)
                      .content(ContentBlock.fromText("hello"))
                      .build())
              .build());
    }
  }

  private static void azure(String url, String header) {
    new OpenAIClientBuilder()
        .endpoint(url)
        .buildClient()
        .getChatCompletionsWithResponse(
            "model-a",
            new ChatCompletionsOptions(List.of(new ChatRequestUserMessage("hello"))),
            new RequestOptions().setHeader(HttpHeaderName.fromString("traceparent"), header));
  }

  private static void restClient(String url, String header) {
    ollama(
            OllamaApi.builder()
                .baseUrl(url)
                .restClientBuilder(RestClient.builder().defaultHeader("traceparent", header)))
        .call(new Prompt("hello"));
  }

  private static void webClient(String url, String header) {
    ollama(
            OllamaApi.builder()
                .baseUrl(url)
                .webClientBuilder(WebClient.builder().defaultHeader("traceparent", header)))
        .stream(new Prompt("hello"))
        .blockLast();
  }

  private static OllamaChatModel ollama(OllamaApi.Builder api) {
    return OllamaChatModel.builder()
        .ollamaApi(api.build())
        .options(OllamaChatOptions.builder().model("model-a").build())
        .build();
  }
}

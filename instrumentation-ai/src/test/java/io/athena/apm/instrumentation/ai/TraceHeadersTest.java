package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.okhttp.AnthropicOkHttpClientAsync;
import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.Client;
import com.google.genai.types.HttpOptions;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.client.okhttp.OpenAIOkHttpClientAsync;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.athena.apm.instrumentation.ai.ClientForm.Retries;
import io.athena.apm.instrumentation.ai.ClientForm.Target;
import io.athena.apm.instrumentation.ai.ModelStub.Request;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceParent;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.models.generate.OllamaGenerateRequest;
import io.github.ollama4j.models.request.ThinkMode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/** The header {@code traceparent} on the wire, with the real clients. */
class TraceHeadersTest {

  private static final Duration LONG = Duration.ofSeconds(30);

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
    return Stream.concat(
        ClientForm.all().stream(),
        Stream.of(
            more("openai-java async, streaming", WireFormat.OPENAI, TraceHeadersTest::openAi),
            more("anthropic-java async", WireFormat.ANTHROPIC, TraceHeadersTest::anthropic),
            more("google-genai async", WireFormat.GEMINI, TraceHeadersTest::genAi),
            more("google-genai async, streaming", WireFormat.GEMINI, TraceHeadersTest::genAiStream),
            more("bedrock-runtime async", WireFormat.BEDROCK, TraceHeadersTest::bedrock),
            more("ollama4j generate", WireFormat.OLLAMA, TraceHeadersTest::ollama),
            more("ollama4j generate async", WireFormat.OLLAMA, TraceHeadersTest::ollamaAsync)));
  }

  private static ClientForm more(String name, WireFormat wire, ClientForm.Sender sender) {
    return new ClientForm(name, wire, "", name.endsWith("streaming"), Retries.NONE, sender);
  }

  private static String openAi(Target target) {
    OpenAIOkHttpClientAsync.builder()
        .baseUrl(target.url())
        .apiKey("unused")
        .build()
        .chat()
        .completions()
        .createStreaming(
            ChatCompletionCreateParams.builder().model(target.model()).addUserMessage("hi").build())
        .subscribe(chunk -> {})
        .onCompleteFuture()
        .join();
    return "";
  }

  private static String anthropic(Target target) {
    return AnthropicOkHttpClientAsync.builder()
        .baseUrl(target.url())
        .apiKey("unused")
        .build()
        .messages()
        .create(
            MessageCreateParams.builder()
                .model(target.model())
                .maxTokens(100)
                .addUserMessage("hi")
                .build())
        .join()
        .id();
  }

  private static Client genAiClient(Target target) {
    return Client.builder()
        .apiKey("unused")
        .httpOptions(HttpOptions.builder().baseUrl(target.url()).build())
        .build();
  }

  private static String genAi(Target target) {
    return genAiClient(target)
        .async
        .models
        .generateContent(target.model(), "hi", null)
        .join()
        .text();
  }

  private static String genAiStream(Target target) {
    var stream =
        genAiClient(target).async.models.generateContentStream(target.model(), "hi", null).join();
    stream.forEach(piece -> {});
    return "";
  }

  private static String bedrock(Target target) {
    try (var client =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(URI.create(target.url()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1))
            .build()) {
      return client.converse(question(target)).join().stopReasonAsString();
    }
  }

  private static ConverseRequest question(Target target) {
    return ConverseRequest.builder()
        .modelId(target.model())
        .messages(
            Message.builder()
                .role(ConversationRole.USER)
                .content(ContentBlock.fromText("hi"))
                .build())
        .build();
  }

  private static String ollama(Target target) throws Exception {
    var request =
        OllamaGenerateRequest.builder().withModel(target.model()).withPrompt("hi").build();
    return new Ollama(target.url()).generate(request, null).getResponse();
  }

  private static String ollamaAsync(Target target) throws Exception {
    new Ollama(target.url()).generateAsync(target.model(), "hi", false, ThinkMode.DISABLED).join();
    return "";
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
  void headerOfBedrock_isSigned() throws Exception {
    WireFormat.BEDROCK.answer(stub, false, true);
    try (var client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(stub.baseUrl()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("unused", "unused")))
            .build()) {
      client.converse(question(new Target(stub.baseUrl(), "model-a", 0, LONG)));
    }

    assertThat(headers()).isEqualTo(places(calls(1)));
    assertThat(stub.requests().get(0).headers().get("Authorization"))
        .singleElement()
        .asString()
        .containsPattern("SignedHeaders=[a-z;-]*;traceparent;");
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
        .flatMap(request -> request.headers().getOrDefault("Traceparent", List.of()).stream())
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

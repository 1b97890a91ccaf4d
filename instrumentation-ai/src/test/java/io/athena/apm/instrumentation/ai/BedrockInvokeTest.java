package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.EventStreamFrame.all;
import static io.athena.apm.instrumentation.ai.EventStreamFrame.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;

/** invokeModel and its stream, all that the first versions of the real clients have. */
class BedrockInvokeTest {

  private static final String[] TOKENS = {
    "x-amzn-bedrock-input-token-count", "11", "x-amzn-bedrock-output-token-count", "5"
  };

  /** Its own counts are not read: each vendor's are others. */
  private static final String ANSWER = "{\"usage\": {\"input_tokens\": 99}}";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  /** Closing one takes seconds. */
  private static final SdkAsyncHttpClient HTTP =
      NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();

  private ModelStub stub;
  private BedrockRuntimeClient client;
  private BedrockRuntimeAsyncClient async;

  /** A way to send one request. */
  private interface Form {

    Object send(BedrockInvokeTest test);
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(stub.baseUrl()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build();
    async =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(URI.create(stub.baseUrl()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .httpClient(HTTP)
            .build();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active", "provider", "aws.bedrock")).isZero();
    client.close();
    async.close();
    stub.close();
  }

  @AfterAll
  static void closeConnections() {
    HTTP.close();
  }

  private static InvokeModelRequest invoke(String model) {
    return InvokeModelRequest.builder()
        .modelId(model)
        .body(SdkBytes.fromUtf8String("{\"prompt\": \"hi\"}"))
        .build();
  }

  private static List<?> stream(BedrockInvokeTest test) {
    var events = new ArrayList<ResponseStream>();
    test.async
        .invokeModelWithResponseStream(
            InvokeModelWithResponseStreamRequest.builder()
                .modelId("model-a")
                .body(SdkBytes.fromUtf8String("{}"))
                .build(),
            InvokeModelWithResponseStreamResponseHandler.builder()
                .subscriber((ResponseStream event) -> events.add(event))
                .build())
        .join();
    return events;
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  static Stream<Arguments> invocations() {
    return Stream.of(
        form("sync", test -> test.client.invokeModel(invoke("model-a"))),
        form("async", test -> test.async.invokeModel(invoke("model-a")).join()));
  }

  static Stream<Arguments> forms() {
    return Stream.concat(invocations(), Stream.of(form("stream", BedrockInvokeTest::stream)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invocations")
  void invocation_hasTheTokensOfItsHeaders(String name, Form form) {
    stub.answersJson(ANSWER, TOKENS);

    assertThat(form.send(this)).isNotNull();

    assertOneCall();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invocations")
  void invocationWithoutHeaders_hasUnknownTokens(String name, Form form) {
    stub.answersJson(ANSWER);

    assertThat(form.send(this)).isNotNull();

    assertUnknownTokens();
  }

  @Test
  void invocationOfAnEmbeddingModel_isEmbeddings() {
    stub.answersJson("{\"embedding\": [1.0]}", TOKENS[0], "11");
    String model = "amazon.titan-embed-text-v2:0";

    client.invokeModel(invoke(model));

    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "operation", "embeddings", "model", model))
        .isEqualTo(1);
    assertThat(measured.counter("ai.tokens")).isEqualTo(11);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400, "x-amzn-ErrorType", "ValidationException");

    assertThatThrownBy(() -> form.send(this)).isInstanceOf(Exception.class);

    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.call.error", "error", "ValidationException")).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  @Test
  void requestThatTheLibraryRejects_isNoCall() {
    assertThatThrownBy(() -> client.invokeModel(invoke(null)))
        .isInstanceOf(SdkClientException.class);

    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invocations")
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) {
    stub.fails(500).fails(429).answersJson(ANSWER, TOKENS);

    assertThat(form.send(this)).isNotNull();

    assertOneCall();
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  @Test
  void stream_hasUnknownTokensAndNoFirstToken() {
    String bytes = Base64.getEncoder().encodeToString(new byte[] {1});
    byte[] chunk = event("chunk", "{\"bytes\": \"" + bytes + "\"}");
    stub.streamsFrames(0, all(chunk, chunk));

    assertThat(stream(this)).hasSize(2);

    assertUnknownTokens();
    assertThat(AGENT.measured().has("ai.first_token.duration")).isFalse();
  }

  @Test
  void emptyStream_isOneCallWithUnknownTokens() {
    stub.streamsFrames(0, new byte[0]);

    assertThat(stream(this)).isEmpty();

    assertUnknownTokens();
  }

  private static void assertOneCall() {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    String[] call = {
      "provider", "aws.bedrock", "model", "model-a", "operation", "chat", "streaming", "false"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }

  private static void assertUnknownTokens() {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(measured.has("ai.tokens")).isFalse();
  }
}

package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.EventStreamFrame.all;
import static io.athena.apm.instrumentation.ai.EventStreamFrame.event;
import static io.athena.apm.instrumentation.ai.EventStreamFrame.exception;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
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
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClientBuilder;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;

/** Conversations and their streams in every form, against the real clients. */
class BedrockRuntimeTest {

  private static final String USAGE =
      """
      "usage": {"inputTokens": 11, "outputTokens": 5, "totalTokens": 16,
        "cacheReadInputTokens": 3, "cacheWriteInputTokens": 4}""";

  private static final String ANSWER =
      """
      {"output": {"message": {"role": "assistant", "content": [{"text": "fine"}]}},
       "stopReason": "end_turn", %s}""";

  private static final byte[] START = event("messageStart", "{\"role\": \"assistant\"}");
  private static final byte[] STOP = event("messageStop", "{\"stopReason\": \"end_turn\"}");
  private static final byte[] METADATA = event("metadata", "{" + USAGE + "}");

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

    Object send(BedrockRuntimeTest test);
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
    async = async().build();
  }

  private BedrockRuntimeAsyncClientBuilder async() {
    return BedrockRuntimeAsyncClient.builder()
        .endpointOverride(URI.create(stub.baseUrl()))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(HTTP);
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

  private static Object converse(BedrockRuntimeTest test) {
    return test.client.converse(ConverseRequest.builder().modelId("model-a").build());
  }

  private static Object converseAsync(BedrockRuntimeTest test) {
    return test.async.converse(ConverseRequest.builder().modelId("model-a").build()).join();
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  static Stream<Arguments> conversations() {
    return Stream.of(
        form("sync", BedrockRuntimeTest::converse),
        form("async", BedrockRuntimeTest::converseAsync));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void conversation_isOneCallWithItsTokens(String name, Form form) {
    stub.answersJson(ANSWER.formatted(USAGE));

    assertThat(form.send(this)).isNotNull();

    assertOneCall("chat", "false");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "cached_input")).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "cache_write")).isEqualTo(4);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void conversationWithoutUsage_hasUnknownTokens(String name, Form form) {
    stub.answersJson(ANSWER.formatted("\"metrics\": {\"latencyMs\": 1}"));

    assertThat(form.send(this)).isNotNull();

    assertUnknownTokens();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"conversations", "streams"})
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400, "x-amzn-ErrorType", "ValidationException");

    assertThatThrownBy(() -> form.send(this)).isInstanceOf(Exception.class);

    assertOneError("ValidationException");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("conversations")
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) {
    stub.fails(500).fails(429).answersJson(ANSWER.formatted(USAGE));

    assertThat(form.send(this)).isNotNull();

    assertOneCall("chat", "false");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  static Stream<Arguments> streams() {
    return Stream.of(form("stream", BedrockRuntimeTest::converseStream));
  }

  private static List<?> converseStream(BedrockRuntimeTest test) {
    var events = new ArrayList<ConverseStreamOutput>();
    test.converseStream(
            ConverseStreamResponseHandler.builder()
                .subscriber((ConverseStreamOutput event) -> events.add(event))
                .build())
        .join();
    return events;
  }

  private CompletableFuture<Void> converseStream(ConverseStreamResponseHandler handler) {
    return async.converseStream(
        ConverseStreamRequest.builder().modelId("model-a").build(), handler);
  }

  private static byte[] delta(String delta) {
    return event("contentBlockDelta", "{\"contentBlockIndex\": 0, \"delta\": " + delta + "}");
  }

  private static byte[] text(String text) {
    return delta("{\"text\": \"" + text + "\"}");
  }

  @Test
  void stream_isOneCallWithItsFirstTokenAndUsage() {
    stub.streamsFrames(
        0,
        all(
            START,
            delta("{\"reasoningContent\": {\"text\": \"hm\"}}"),
            text(""),
            text("fi"),
            delta("{\"toolUse\": {\"input\": \"{\"}}"),
            STOP,
            METADATA));

    assertThat(converseStream(this)).hasSize(7);

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void emptyStream_isOneCallWithUnknownTokens() {
    stub.streamsFrames(0, new byte[0]);

    assertThat(converseStream(this)).isEmpty();

    assertUnknownTokens();
  }

  @Test
  void streamWhoseConnectionIsLost_isAnErrorWithTheTokensThatItReported() {
    stub.streamsFrames(1_000_000, all(START, text("fi"), METADATA));
    async.close();
    async = async().overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1))).build();

    assertThatThrownBy(() -> converseStream(this)).isInstanceOf(CompletionException.class);

    assertOneError("SdkClientException");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void streamThatIsSentAgain_isOneCallAndARetry() {
    stub.streamsFrames(0, all(START, text("fi"), exception("throttlingException")))
        .streamsFrames(0, all(START, text("fi"), STOP, METADATA));

    assertThat(converseStream(this)).hasSize(6);

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().counter("ai.retry")).isEqualTo(1);
  }

  @Test
  void streamThatReportsAnError_isAnError() {
    stub.streamsFrames(0, all(START, text("fi"), exception("validationException")));

    assertThatThrownBy(() -> converseStream(this)).isInstanceOf(CompletionException.class);

    assertOneError("ValidationException");
  }

  @Test
  void streamThatIsCancelled_isASuccess() {
    stub.streamsFrames(0, all(START, text("fi"), text("ne"), STOP, METADATA));

    converseStream(
            ConverseStreamResponseHandler.builder()
                .onEventStream(
                    events -> {
                      var unused = events.limit(2).subscribe(event -> {});
                    })
                .build())
        .join();

    AGENT.await("ai.analysis.total");
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  @Test
  void manyAtOnce_areAsManyCalls() {
    IntStream.range(0, 20).forEach(i -> stub.answersJson(ANSWER.formatted(USAGE)));

    var answers =
        IntStream.range(0, 20)
            .mapToObj(i -> async.converse(ConverseRequest.builder().modelId("model-a").build()))
            .toList();
    answers.forEach(CompletableFuture::join);

    AGENT.await("ai.analysis.total");
    while (AGENT.measured().counter("ai.analysis.total") < 20) {
      Thread.onSpinWait();
    }
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(20);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(220);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(20);
  }

  private static void assertUnknownTokens() {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(measured.has("ai.tokens")).isFalse();
  }

  private static void assertOneError(String error) {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.call.error", "error", error)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  private static void assertOneCall(String operation, String streaming) {
    AGENT.await("ai.analysis.total");
    var measured = AGENT.measured();
    String[] call = {
      "provider",
      "aws.bedrock",
      "model",
      "model-a",
      "operation",
      operation,
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }
}

package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.chunk;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.ai.openai.OpenAIAsyncClient;
import com.azure.ai.openai.OpenAIClient;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.ai.openai.models.Choice;
import com.azure.ai.openai.models.Completions;
import com.azure.ai.openai.models.CompletionsOptions;
import com.azure.ai.openai.models.EmbeddingsOptions;
import com.azure.core.credential.AzureKeyCredential;
import com.azure.core.credential.KeyCredential;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.FixedDelay;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.rest.RequestOptions;
import com.azure.core.http.rest.Response;
import com.azure.core.util.BinaryData;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every form in which the library sends a request, against the real clients. */
class AzureOpenAiTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final RequestOptions NONE = new RequestOptions();

  private static final String USAGE =
      ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16,"
          + " \"prompt_tokens_details\": {\"cached_tokens\": 3},"
          + " \"completion_tokens_details\": {\"reasoning_tokens\": 2}}";

  private static final String TOOL_ARGUMENTS =
      "{\"tool_calls\": [{\"index\": 0, \"id\": \"t\", \"type\": \"function\","
          + " \"function\": {\"name\": \"time\", \"arguments\": \"%s\"}}]}";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private OpenAIClient client;
  private OpenAIAsyncClient async;

  /** A way to send one request; answers with the pieces of a stream. */
  private interface Form {

    Object send(AzureOpenAiTest test);
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client = azure().buildClient();
    async = azure().buildAsyncClient();
  }

  private OpenAIClientBuilder azure() {
    return new OpenAIClientBuilder().endpoint(stub.baseUrl());
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  private static ChatCompletionsOptions chat() {
    return new ChatCompletionsOptions(
        List.<ChatRequestMessage>of(new ChatRequestUserMessage("hi")));
  }

  private static CompletionsOptions text() {
    return new CompletionsOptions(List.of("hi"));
  }

  private static BinaryData raw() {
    return BinaryData.fromString("{\"messages\": []}");
  }

  private static EmbeddingsOptions embeddings() {
    return new EmbeddingsOptions(List.of("hi"));
  }

  private static Object block(Mono<?> mono) {
    return mono.block(LONG);
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  static Stream<Arguments> chats() {
    return Stream.of(
        form("sync", t -> t.client.getChatCompletions("model-a", chat())),
        form("response", t -> t.client.getChatCompletionsWithResponse("model-a", chat(), NONE)),
        form("async", t -> block(t.async.getChatCompletions("model-a", chat()))),
        form(
            "async response",
            t -> block(t.async.getChatCompletionsWithResponse("model-a", chat(), NONE))));
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        form("sync", t -> t.client.getCompletions("model-a", text())),
        form("prompt", t -> t.client.getCompletions("model-a", "hi")),
        form("response", t -> t.client.getCompletionsWithResponse("model-a", text(), NONE)),
        form("async", t -> block(t.async.getCompletions("model-a", text()))),
        form("async prompt", t -> block(t.async.getCompletions("model-a", "hi"))),
        form(
            "async response",
            t -> block(t.async.getCompletionsWithResponse("model-a", text(), NONE))));
  }

  static Stream<Arguments> embedding() {
    return Stream.of(
        form("sync", t -> t.client.getEmbeddings("model-a", embeddings())),
        form("response", t -> t.client.getEmbeddingsWithResponse("model-a", embeddings(), NONE)),
        form("async", t -> block(t.async.getEmbeddings("model-a", embeddings()))),
        form(
            "async response",
            t -> block(t.async.getEmbeddingsWithResponse("model-a", embeddings(), NONE))));
  }

  static Stream<Arguments> rawForms() {
    return Stream.of(
        form("raw", t -> t.client.getChatCompletionsWithResponse("model-a", raw(), NONE)),
        form(
            "async raw",
            t -> block(t.async.getChatCompletionsWithResponse("model-a", raw(), NONE))));
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("sync", t -> pieces(t.client.getChatCompletionsStream("model-a", chat()).stream())),
        form(
            "response",
            t ->
                pieces(
                    t
                        .client
                        .getChatCompletionsStreamWithResponse("model-a", chat(), NONE)
                        .getValue()
                        .stream())),
        form("async", t -> pieces(t.async.getChatCompletionsStream("model-a", chat()).toStream())),
        form(
            "async response",
            t ->
                pieces(
                    t.async
                        .getChatCompletionsStreamWithResponse("model-a", chat(), NONE)
                        .map(Response::getValue)
                        .toStream())));
  }

  private static List<String> pieces(Stream<ChatCompletions> stream) {
    var pieces = new ArrayList<String>();
    stream.forEach(
        chunk -> {
          for (ChatChoice choice : chunk.getChoices()) {
            pieces.add(choice.getDelta().getContent());
          }
        });
    return pieces;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chats")
  void chat_isOneCallWithItsTokens(String name, Form form) {
    stub.answers(USAGE);

    assertThat(form.send(this)).isNotNull();

    assertOneCall("chat", "false");
  }

  @Test
  @DisabledIfSystemProperty(
      named = "athena.library.version",
      matches = "1[.]0[.]0-beta[.]8",
      disabledReason = "beta.8 does not read them")
  void tokensFromACacheAndOfReasoning_areCounted() {
    stub.answers(USAGE);

    client.getChatCompletions("model-a", chat());

    assertThat(AGENT.measured().counter("ai.tokens", "kind", "cached_input")).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "reasoning")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("texts")
  void completion_isOneCallWithItsTokens(String name, Form form) {
    stub.answersJson(text("fine", USAGE));

    assertThat(form.send(this)).isNotNull();

    assertOneCall("text_completion", "false");
  }

  private static String text(String text, String more) {
    return """
        {"id": "1", "object": "text_completion", "created": 1, "model": "dated",
         "choices": [{"index": 0, "text": "%s", "finish_reason": null, "logprobs": null}] %s}"""
        .formatted(text, more);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("embedding")
  void embeddings_areOneCallWithTheirTokens(String name, Form form) {
    stub.answersJson(
        """
        {"object": "list", "model": "dated",
         "data": [{"object": "embedding", "index": 0, "embedding": [0.5]}],
         "usage": {"prompt_tokens": 11, "total_tokens": 11}}""");

    assertThat(form.send(this)).isNotNull();

    assertSuccess("embeddings", "false");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(AGENT.measured().counter("ai.tokens")).isEqualTo(11);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rawForms")
  void answerAsBytes_isOneCallWithUnknownTokens(String name, Form form) {
    stub.answers(USAGE);

    var response = (Response<?>) form.send(this);

    assertThat(response.getValue()).asString().contains("fine");
    assertUnknownTokens("chat", "false");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chats")
  void chatWithoutUsage_hasUnknownTokens(String name, Form form) {
    stub.answers("");

    assertThat(form.send(this)).isNotNull();

    assertUnknownTokens("chat", "false");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void stream_isOneCallWithItsFirstTokenAndUsage(String name, Form form) {
    stub.streams(FIRST, content("fi"), content("ne"), content("!"), LAST_USAGE, DONE);

    assertThat(form.send(this)).isEqualTo(List.of("", "fi", "ne", "!"));

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamWithoutUsage_hasUnknownTokens(String name, Form form) {
    stub.streams(FIRST, content("fi"), DONE);

    assertThat(form.send(this)).isEqualTo(List.of("", "fi"));

    assertUnknownTokens("chat", "true");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void emptyStream_isOneCallWithoutFirstToken(String name, Form form) {
    stub.streams(DONE);

    assertThat(form.send(this)).isEqualTo(List.of());

    assertUnknownTokens("chat", "true");
    assertThat(AGENT.measured().has("ai.first_token.duration")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamWhoseConnectionIsLost_isOneError(String name, Form form) {
    stub.breaksAfter(FIRST, content("fi"), LAST_USAGE);

    assertThatThrownBy(() -> form.send(this)).isInstanceOf(Exception.class);

    assertOneError("PrematureCloseException");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void argumentsOfATool_areContent() {
    stub.streams(
        FIRST,
        chunk(TOOL_ARGUMENTS.formatted(""), ""),
        chunk(TOOL_ARGUMENTS.formatted("{"), ""),
        chunk(TOOL_ARGUMENTS.formatted("}"), ""),
        LAST_USAGE,
        DONE);

    assertThat(pieces(client.getChatCompletionsStream("model-a", chat()).stream())).hasSize(4);

    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void streamOfText_isOneCallWithItsFirstToken() {
    stub.streams(text("", ""), text("fi", ""), text("ne", ""), text("", USAGE), DONE)
        .streams(text("fi", ""), text("ne", ""), text("", USAGE), DONE);

    assertThat(client.getCompletionsStream("model-a", text()).stream()).hasSize(4);
    assertThat(async.getCompletionsStream("model-a", text()).collectList().block(LONG))
        .hasSize(3)
        .extracting(Completions::getChoices)
        .extracting(choices -> choices.get(0))
        .extracting(Choice::getText)
        .containsExactly("fi", "ne", "");

    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "operation", "text_completion")).isEqualTo(2);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(10);
    assertThat(measured.histogram("ai.first_token.duration").count()).isEqualTo(2);
    assertThat(measured.histogram("ai.chunk.duration").count()).isEqualTo(2);
  }

  @Test
  void streamThatIsReadTwice_isOneCall() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    var stream = client.getChatCompletionsStream("model-a", chat());
    assertThat(stream.stream()).hasSize(4);
    assertThat(stream).hasSize(4);

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  /** The library keeps the pieces: it sends no second request. */
  @Test
  void fluxWithThreeSubscribers_isOneCall() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    Flux<ChatCompletions> flux = async.getChatCompletionsStream("model-a", chat());
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
    for (int i = 0; i < 3; i++) {
      assertThat(flux.collectList().block(LONG)).hasSize(4);
    }

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void monoWithThreeSubscribers_isThreeCalls() {
    Mono<ChatCompletions> mono = async.getChatCompletions("model-a", chat());
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();

    for (int i = 0; i < 3; i++) {
      stub.answers(USAGE);
      assertThat(mono.block(LONG)).isNotNull();
    }

    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(33);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(3);
  }

  @Test
  void publisherThatNobodySubscribesTo_isNoCall() {
    assertThat(async.getChatCompletions("model-a", chat())).isNotNull();
    assertThat(async.getChatCompletionsStream("model-a", chat())).isNotNull();

    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  @Test
  void streamThatIsClosedEarly_isASuccess() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    try (var stream = client.getChatCompletionsStream("model-a", chat()).stream()) {
      assertThat(stream.iterator().next()).isNotNull();
    }

    assertSuccess("chat", "true");
  }

  @Test
  void streamThatIsDropped_isOneCall() {
    stub.streams(FIRST, content("fi"), LAST_USAGE, DONE);

    assertThat(client.getChatCompletionsStream("model-a", chat())).isNotNull();

    while (!AGENT.measured().has("ai.call.total")) {
      System.gc();
    }
    assertUnknownTokens("chat", "true");
  }

  @Test
  void streamWhoseIteratorIsLeft_endsWhenItHasBeenRead() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    var pieces = client.getChatCompletionsStream("model-a", chat()).iterator();
    assertThat(pieces.next()).isNotNull();
    System.gc();
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();

    assertThat(pieces).toIterable().hasSize(3);
    assertOneCall("chat", "true");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"chats", "texts", "embedding", "rawForms", "streams"})
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400);

    assertThatThrownBy(() -> form.send(this)).isInstanceOf(RuntimeException.class);

    assertOneError("HttpResponseException");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chats")
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) {
    stub.fails(500).fails(429).answers(USAGE);

    assertThat(form.send(this)).isNotNull();

    assertOneCall("chat", "false");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamAfterRetries_isOneCallAndSomeRetries(String name, Form form) {
    stub.fails(500).fails(429).streams(FIRST, content("fi"), LAST_USAGE, DONE);

    assertThat(form.send(this)).isEqualTo(List.of("", "fi"));

    assertOneCall("chat", "true");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  @Test
  void callWithinAnAnswer_isACallOfItsOwn() {
    stub.answers(USAGE).answers(USAGE);

    var twice =
        async
            .getChatCompletions("model-a", chat())
            .flatMap(first -> async.getChatCompletions("model-a", chat()));

    assertThat(twice.block(LONG)).isNotNull();
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(2);
  }

  @Test
  void clientOfOpenAi_isNamedSo() {
    stub.answers(USAGE).answers(USAGE);

    var builder =
        new OpenAIClientBuilder()
            .credential(new KeyCredential("unused"))
            .addPolicy(
                (context, next) -> {
                  toStub(context);
                  return next.process();
                });
    builder.buildClient().getChatCompletions("model-a", chat());
    builder.buildAsyncClient().getChatCompletions("model-a", chat()).block(LONG);

    assertThat(AGENT.measured().counter("ai.call.total", "provider", "openai")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
  }

  private void toStub(HttpPipelineCallContext context) {
    try {
      context.getHttpRequest().setUrl(URI.create(stub.baseUrl()).toURL());
    } catch (MalformedURLException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Test
  void requestThatTheLibraryRejects_isNoCall() {
    var insecure =
        azure()
            .credential(new AzureKeyCredential("unused"))
            .retryPolicy(new RetryPolicy(new FixedDelay(0, Duration.ZERO)));

    assertThatThrownBy(() -> insecure.buildClient().getChatCompletions("model-a", chat()))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(
            () -> block(insecure.buildAsyncClient().getChatCompletions("model-a", chat())))
        .isInstanceOf(IllegalStateException.class);

    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  private static void assertOneCall(String operation, String streaming) {
    assertSuccess(operation, streaming);
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5);
    assertThat(measured.has("ai.tokens.unknown")).isFalse();
  }

  private static void assertUnknownTokens(String operation, String streaming) {
    assertSuccess(operation, streaming);
    assertThat(AGENT.measured().counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  private static void assertSuccess(String operation, String streaming) {
    var measured = AGENT.measured();
    String[] call = {
      "provider", "azure.ai.openai",
      "model", "model-a",
      "operation", operation,
      "streaming", streaming,
      "outcome", "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(measured.gauge("ai.active", "provider", "azure.ai.openai")).isZero();
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  private static void assertOneError(String error) {
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.error", "error", error)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.gauge("ai.active", "provider", "azure.ai.openai")).isZero();
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }
}

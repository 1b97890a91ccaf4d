package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every form in which the library sends a request, against the real client. */
@SuppressWarnings("MustBeClosedChecker") // as the library's documentation does it
class OpenAiFormsTest {

  private static final String CHAT_USAGE =
      ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16}";

  private static final String RESPONSE =
      """
      {"id": "r", "object": "response", "created_at": 1, "model": "dated", "output": [],
       "error": null, "incomplete_details": null, "instructions": null, "metadata": null,
       "parallel_tool_calls": true, "temperature": 1, "tool_choice": "auto", "tools": [],
       "top_p": 1, "status": "completed",
       "usage": {"input_tokens": 11, "input_tokens_details": {"cached_tokens": 3},
         "output_tokens": 5, "output_tokens_details": {"reasoning_tokens": 2},
         "total_tokens": 16}}""";

  private static final String EMBEDDINGS =
      """
      {"object": "list", "model": "dated", "data": [{"object": "embedding", "index": 0,
       "embedding": [0.5]}], "usage": {"prompt_tokens": 11, "total_tokens": 11}}""";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private OpenAIClient client;

  /** A way to send one request; returns what came back, as text. */
  private interface Form {

    Object send(OpenAIClient client) throws Exception;
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
    client = client(0);
  }

  private OpenAIClient client(int retries) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .maxRetries(retries)
        .build();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active", "provider", "openai_compatible")).isZero();
    client.close();
    stub.close();
  }

  private static ChatCompletionCreateParams chat() {
    return ChatCompletionCreateParams.builder().model("model-a").addUserMessage("hi").build();
  }

  private static ResponseCreateParams response() {
    return ResponseCreateParams.builder().model("model-a").input("hi").build();
  }

  private static EmbeddingCreateParams embedding() {
    return EmbeddingCreateParams.builder().model("model-a").input("hi").build();
  }

  static Stream<Arguments> completeForms() {
    return Stream.concat(chatForms(), otherForms());
  }

  static Stream<Arguments> chatForms() {
    return Stream.of(
        form("chat", c -> c.chat().completions().create(chat())),
        form("chat raw", c -> c.chat().completions().withRawResponse().create(chat()).parse()),
        form("chat async", c -> c.async().chat().completions().create(chat()).join()),
        form(
            "chat async raw",
            c -> c.async().chat().completions().withRawResponse().create(chat()).join().parse()));
  }

  private static Stream<Arguments> otherForms() {
    return Stream.of(
        form("responses", c -> c.responses().create(response())),
        form("responses raw", c -> c.responses().withRawResponse().create(response()).parse()),
        form("responses async", c -> c.async().responses().create(response()).join()),
        form("embeddings", c -> c.embeddings().create(embedding())),
        form("embeddings async", c -> c.async().embeddings().create(embedding()).join()));
  }

  private static Arguments form(String name, Form form) {
    return Arguments.of(name, form);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void completeAnswer_isOneCallWithItsTokens(String name, Form form) throws Exception {
    if (name.startsWith("chat")) {
      stub.answers(CHAT_USAGE);
    } else {
      stub.answersJson(name.startsWith("responses") ? RESPONSE : EMBEDDINGS);
    }

    assertThat(form.send(client)).isNotNull();

    assertOneCall("false", name.startsWith("embeddings") ? "embeddings" : "chat");
    assertThat(tokens("input")).isEqualTo(11);
    assertThat(tokens("output")).isEqualTo(name.startsWith("embeddings") ? 0 : 5);
    assertThat(tokens("reasoning")).isEqualTo(name.startsWith("responses") ? 2 : 0);
    assertThat(AGENT.measured().has("ai.first_token.duration")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void refusedRequest_isOneError(String name, Form form) {
    stub.fails(400);

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(RuntimeException.class);

    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.error", "error", "BadRequestException"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.error")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isFalse();
  }

  static Stream<Arguments> chatStreams() {
    return Stream.of(
        form(
            "stream",
            c -> {
              try (var stream = c.chat().completions().createStreaming(chat())) {
                return stream.stream().toList();
              }
            }),
        form(
            "iterator",
            c -> {
              var all = new ArrayList<Object>();
              try (var stream = c.chat().completions().createStreaming(chat())) {
                stream.stream().iterator().forEachRemaining(all::add);
              }
              return all;
            }),
        form(
            "raw",
            c -> {
              var raw = c.chat().completions().withRawResponse().createStreaming(chat());
              try (var stream = raw.parse()) {
                return stream.stream().toList();
              }
            }),
        form("async", c -> subscribed(c)));
  }

  private static List<Object> subscribed(OpenAIClient client) {
    var all = new ArrayList<Object>();
    var stream = client.async().chat().completions().createStreaming(chat());
    stream.subscribe(all::add).onCompleteFuture().join();
    return all;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chatStreams")
  void stream_isOneCallWithItsFirstTokenAndUsage(String name, Form form) throws Exception {
    stub.streams(FIRST, content("fi"), content("ne"), content("!"), LAST_USAGE, DONE);

    assertThat((List<?>) form.send(client)).hasSize(5);

    assertOneCall("true", "chat");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(2);
    assertThat(tokens("input")).isEqualTo(11);
    assertThat(tokens("output")).isEqualTo(5);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chatStreams")
  void lostConnection_isOneError(String name, Form form) {
    stub.breaksAfter(FIRST, content("fi"));

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(Exception.class);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  @Test
  void argumentsOfATool_areContent() {
    String tool =
        ModelStub.chunk(
            "{\"tool_calls\": [{\"index\": 0, \"id\": \"t\", \"type\": \"function\","
                + " \"function\": {\"name\": \"f\", \"arguments\": \"{\"}}]}",
            "");
    stub.streams(FIRST, tool, DONE);

    try (var stream = client.chat().completions().createStreaming(chat())) {
      assertThat(stream.stream()).hasSize(2);
    }

    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  @Test
  void streamWithoutUsage_isUnknownAndNeverZero() {
    stub.streams(FIRST, content("fine"), DONE);

    try (var stream = client.chat().completions().createStreaming(chat())) {
      assertThat(stream.stream()).hasSize(2);
    }

    assertThat(AGENT.measured().counter("ai.tokens.unknown", "model", "model-a")).isEqualTo(1);
    assertThat(AGENT.measured().has("ai.tokens")).isFalse();
  }

  @Test
  void emptyStream_isOneCallWithoutFirstToken() {
    stub.streams(DONE);

    try (var stream = client.chat().completions().createStreaming(chat())) {
      assertThat(stream.stream()).isEmpty();
    }

    assertOneCall("true", "chat");
    assertThat(AGENT.measured().has("ai.first_token.duration")).isFalse();
  }

  @Test
  void streamThatIsClosedEarly_isASuccess() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    try (var stream = client.chat().completions().createStreaming(chat())) {
      assertThat(stream.stream().skip(1).findFirst()).isPresent();
    }

    assertOneCall("true", "chat");
  }

  @Test
  void streamThatIsDropped_endsItsCallWithItsLastPiece() {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);

    readAndDrop();
    while (!AGENT.measured().has("ai.call.total")) {
      System.gc();
    }

    assertOneCall("true", "chat");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  /** The library itself closes a response that nobody holds, while its pieces are read. */
  private void readAndDrop() {
    var response = client.chat().completions().createStreaming(chat());
    try {
      var pieces = response.stream().iterator();
      pieces.next();
      pieces.next();
    } finally {
      Reference.reachabilityFence(response);
    }
  }

  @Test
  void rawResponse_thatIsClosedUnread_isOneCallWithUnknownTokens() {
    stub.answers(CHAT_USAGE);

    client.chat().completions().withRawResponse().create(chat()).close();

    assertOneCall("false", "chat");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void rawResponse_thatIsParsedTwice_isOneCall() {
    stub.answers(CHAT_USAGE);

    try (var response = client.chat().completions().withRawResponse().create(chat())) {
      assertThat(response.parse()).isNotNull();
      assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    }

    assertOneCall("false", "chat");
  }

  @Test
  void responseStream_isReadToItsCompletedEvent() {
    stub.streams(
        "{\"type\": \"response.created\", \"sequence_number\": 0, \"response\": " + RESPONSE + "}",
        "{\"type\": \"response.output_text.delta\", \"item_id\": \"i\", \"output_index\": 0,"
            + " \"content_index\": 0, \"delta\": \"fine\", \"sequence_number\": 1,"
            + " \"logprobs\": []}",
        "{\"type\": \"response.completed\", \"sequence_number\": 2, \"response\": "
            + RESPONSE
            + "}");

    try (var stream = client.responses().createStreaming(response())) {
      assertThat(stream.stream()).hasSize(3);
    }

    assertOneCall("true", "chat");
    assertThat(tokens("cached_input")).isEqualTo(3);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  @Test
  void responseStream_thatReportsAFailure_isAnError() {
    stub.streams(
        "{\"type\": \"response.failed\", \"sequence_number\": 2, \"response\": " + RESPONSE + "}");

    try (var stream = client.responses().createStreaming(response())) {
      assertThat(stream.stream()).hasSize(1);
    }

    assertThat(AGENT.measured().counter("ai.call.error", "error", "ResponseFailedEvent"))
        .isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("chatForms")
  void retriesOfTheClient_areOneCallAndSomeRetries(String name, Form form) throws Exception {
    stub.fails(500).fails(429).answers(CHAT_USAGE);

    var retrying = client(2);
    assertThat(form.send(retrying)).isNotNull();
    retrying.close();

    assertOneCall("false", "chat");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(2);
  }

  private static void assertOneCall(String streaming, String operation) {
    var measured = AGENT.measured();
    String[] call = {
      "provider",
      "openai_compatible",
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
    assertThat(measured.counter("ai.analysis.total", "operation", operation)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }

  private static long tokens(String kind) {
    return AGENT.measured().has("ai.tokens")
        ? AGENT.measured().counter("ai.tokens", "model", "model-a", "kind", kind)
        : 0;
  }
}

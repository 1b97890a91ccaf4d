package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The models and services of LangChain4j since 1.0, against the real library. */
class LangChain4jTest {

  private static final String USAGE =
      ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16,"
          + " \"prompt_tokens_details\": {\"cached_tokens\": 3},"
          + " \"completion_tokens_details\": {\"reasoning_tokens\": 2}}";

  private static final String TOOL_CALL =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "dated",
       "choices": [{"index": 0, "finish_reason": "tool_calls",
         "message": {"role": "assistant", "content": null, "tool_calls": [
           {"id": "t", "type": "function", "function": {"name": "time", "arguments": "{}"}}]}}]
       %s}"""
          .formatted(USAGE);

  private static final String STREAMED_TOOL_CALL =
      ModelStub.chunk(
          "{\"tool_calls\": [{\"index\": 0, \"id\": \"t\", \"type\": \"function\","
              + " \"function\": {\"name\": \"time\", \"arguments\": \"{}\"}}]}",
          "");

  private static final String EMBEDDINGS =
      """
      {"object": "list", "model": "dated", "data": [{"object": "embedding", "index": 0,
       "embedding": [0.5]}], "usage": {"prompt_tokens": 11, "total_tokens": 11}}""";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  /** As an application declares it. */
  interface Assistant {

    String answer(String question);
  }

  /** As an application declares it. */
  interface StreamingAssistant {

    TokenStream answer(String question);
  }

  /** A tool of the application. */
  public static final class Clock {

    @Tool
    public String time() {
      return "noon";
    }
  }

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  private OpenAiChatModel model(String name) {
    return model(name, 0);
  }

  private OpenAiChatModel model(String name, int retries) {
    return OpenAiChatModel.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .modelName(name)
        .maxRetries(retries)
        .build();
  }

  private OpenAiStreamingChatModel streaming() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .modelName("model-a")
        .build();
  }

  private static ChatRequest request() {
    return ChatRequest.builder().messages(UserMessage.from("hi")).build();
  }

  @Test
  void request_isOneCallWithItsTokens() {
    stub.answers(USAGE);

    assertThat(model("model-a").chat(request()).aiMessage().text()).isEqualTo("fine");

    assertOneCall("false");
    assertTokens(1);
  }

  @Test
  void text_isOneCallWithItsTokens() {
    stub.answers(USAGE);

    assertThat(model("model-a").chat("hi")).isEqualTo("fine");

    assertOneCall("false");
    assertTokens(1);
  }

  @Test
  void answerWithoutUsage_isUnknown() {
    stub.answers("");

    model("model-a").chat("hi");

    assertOneCall("false");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void refusedRequest_isOneError() {
    stub.fails(400);

    assertThatThrownBy(() -> model("model-a").chat("hi")).isInstanceOf(RuntimeException.class);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.error")).isEqualTo(1);
  }

  @Test
  void retryOfTheModel_isOneCallAndARetry() {
    stub.fails(500).answers(USAGE);

    assertThat(model("model-a", 1).chat("hi")).isEqualTo("fine");

    assertOneCall("false");
    assertThat(AGENT.measured().counter("ai.retry", "model", "model-a")).isEqualTo(1);
  }

  /** A handler that remembers what it got. */
  private static final class Remembering implements StreamingChatResponseHandler {

    final List<String> pieces = new ArrayList<>();
    final CompletableFuture<ChatResponse> end = new CompletableFuture<>();

    @Override
    public void onPartialResponse(String text) {
      pieces.add(text);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      end.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
    }
  }

  @Test
  void stream_isOneCallWithItsFirstTokenAndUsage() throws Exception {
    stub.streams(FIRST, content("fi"), content("ne"), content("!"), LAST_USAGE, DONE);
    Remembering handler = new Remembering();

    streaming().chat(request(), handler);

    assertThat(handler.end.get().aiMessage().text()).isEqualTo("fine!");
    assertThat(handler.pieces).containsExactly("fi", "ne", "!");
    assertOneCall("true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(5);
  }

  @Test
  void lostConnection_isOneErrorWhateverFollows() {
    stub.breaksAfter(FIRST, content("fi"));
    Remembering handler = new Remembering();

    streaming().chat(request(), handler);

    assertThatThrownBy(handler.end::get).isInstanceOf(ExecutionException.class);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  @Test
  void refusedStream_isOneError() {
    stub.fails(400);
    Remembering handler = new Remembering();

    streaming().chat(request(), handler);

    assertThatThrownBy(handler.end::get).isInstanceOf(ExecutionException.class);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  @Test
  void embeddings_areOneCall() {
    stub.answersJson(EMBEDDINGS);
    var model =
        OpenAiEmbeddingModel.builder()
            .baseUrl(stub.baseUrl())
            .apiKey("unused")
            .modelName("model-a")
            .build();

    assertThat(model.embed("hi").content().vector()).hasSize(1);

    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "operation", "embeddings", "model", "model-a"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.call.total", "provider", "openai")).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void service_isOneAnalysisWithACallForEachRoundOfTools() {
    stub.answersJson(TOOL_CALL).answers(USAGE);
    Assistant assistant =
        AiServices.builder(Assistant.class).chatModel(model("model-a")).tools(new Clock()).build();

    assertThat(assistant.answer("what time is it?")).isEqualTo("fine");

    assertOneAnalysis("success", "openai");
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(2);
    assertTokens(2);
  }

  @Test
  void failedService_isOneAnalysisWithAnError() {
    stub.fails(400);
    Assistant assistant = AiServices.create(Assistant.class, model("model-a"));

    assertThatThrownBy(() -> assistant.answer("hi")).isInstanceOf(RuntimeException.class);

    assertOneAnalysis("error", "none");
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
  }

  @Test
  void methodsOfObject_areNoAnalyses() {
    Assistant assistant = AiServices.create(Assistant.class, model("model-a"));

    assertThat(assistant.toString()).isNotBlank();
    assertThat(assistant.hashCode()).isNotZero();

    assertThat(AGENT.measured().has("ai.analysis.total")).isFalse();
  }

  private StreamingAssistant streamingAssistant() {
    return AiServices.builder(StreamingAssistant.class)
        .streamingChatModel(streaming())
        .tools(new Clock())
        .build();
  }

  @Test
  void streamingService_isOneAnalysisUntilItsLastRound() throws Exception {
    stub.streams(FIRST, STREAMED_TOOL_CALL, LAST_USAGE, DONE)
        .streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
    var end = new CompletableFuture<ChatResponse>();

    streamingAssistant()
        .answer("what time is it?")
        .onPartialResponse(text -> {})
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();

    assertThat(end.get().aiMessage().text()).isEqualTo("fine");
    AGENT.await("ai.analysis.total");
    assertOneAnalysis("success", "openai");
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(2);
  }

  @Test
  void failedStreamingService_isOneAnalysisWithAnError() {
    stub.fails(400);
    var end = new CompletableFuture<ChatResponse>();

    streamingAssistant()
        .answer("hi")
        .onPartialResponse(text -> {})
        .onCompleteResponse(end::complete)
        .onError(end::completeExceptionally)
        .start();

    assertThatThrownBy(end::get).isInstanceOf(ExecutionException.class);
    AGENT.await("ai.analysis.total");
    assertOneAnalysis("error", "none");
  }

  @Test
  void tokenStreamThatIsNeverStarted_isNothing() {
    assertThat(streamingAssistant().answer("hi")).isNotNull();

    assertThat(AGENT.measured().has("ai.analysis.total")).isFalse();
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
  }

  /** As applications fail over from one model to another. */
  private record Failover(ChatModel first, ChatModel second) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      try {
        return first.chat(request);
      } catch (RuntimeException failed) {
        return second.chat(ChatRequest.builder().messages(request.messages()).build());
      }
    }
  }

  @Test
  void failover_isOneAnalysisWithTwoCalls() {
    stub.fails(500).answers(USAGE);
    ChatModel failover = new Failover(model("model-a"), model("model-b"));

    assertThat(failover.chat("hi")).isEqualTo("fine");

    var measured = AGENT.measured();
    assertThat(measured.counter("ai.call.total", "model", "model-a", "outcome", "error"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.call.total", "model", "model-b", "outcome", "success"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(2);
    assertThat(measured.counter("ai.analysis.total", "model", "model-b", "outcome", "success"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
    assertThat(measured.counter("ai.failover")).isEqualTo(1);
    assertThat(measured.gauge("ai.active", "provider", "none")).isZero();
  }

  /** A model of an application that streams by another one. */
  private record Wrapping(StreamingChatModel model) implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      model.chat(ChatRequest.builder().messages(request.messages()).build(), handler);
    }
  }

  @Test
  void wrappedStream_isOneCallOfTheInnerModel() throws Exception {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
    Remembering handler = new Remembering();

    new Wrapping(streaming()).chat(request(), handler);

    assertThat(handler.end.get().aiMessage().text()).isEqualTo("fine");
    AGENT.await("ai.analysis.total");
    assertOneCall("true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
  }

  /** A model that forgets whom to answer. */
  private record Forgetting() implements StreamingChatModel {

    @Override
    public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
      handler.onPartialResponse("fi");
    }
  }

  @Test
  void streamThatIsDropped_endsItsCall() {
    new Forgetting().chat(request(), new Remembering());

    while (!AGENT.measured().has("ai.call.total")) {
      System.gc();
    }

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
    assertThat(AGENT.measured().gauge("ai.active", "provider", "none")).isZero();
  }

  private static void assertOneAnalysis(String outcome, String provider) {
    String[] tags = {"outcome", outcome, "provider", provider};
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.analysis.total", tags)).isEqualTo(1);
    assertThat(
            measured.counter("ai.analysis.total", "operation", "Assistant.answer")
                + measured.counter("ai.analysis.total", "operation", "StreamingAssistant.answer"))
        .isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
    assertThat(measured.gauge("ai.active", "provider", "openai")).isZero();
  }

  private static void assertTokens(int answers) {
    var measured = AGENT.measured();
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11L * answers);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5L * answers);
    assertThat(measured.counter("ai.tokens", "kind", "cached_input")).isEqualTo(3L * answers);
    assertThat(measured.counter("ai.tokens", "kind", "reasoning")).isEqualTo(2L * answers);
  }

  private static void assertOneCall(String streaming) {
    var measured = AGENT.measured();
    String[] call = {
      "provider",
      "openai",
      "model",
      "model-a",
      "operation",
      "chat",
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", call)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total")).isEqualTo(1);
    assertThat(measured.histogram("ai.call.duration", call).count()).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
    assertThat(measured.gauge("ai.active", "provider", "openai")).isZero();
  }
}

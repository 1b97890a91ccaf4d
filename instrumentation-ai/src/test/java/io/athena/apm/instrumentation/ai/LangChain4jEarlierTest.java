package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The models and services of LangChain4j before 1.0. The test is compiled against the newest
 * version: what that lacks is called by name.
 */
@EnabledIfSystemProperty(named = "athena.library.version", matches = "0[.].*")
class LangChain4jEarlierTest {

  private static final String USAGE =
      ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16}";

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

  private OpenAiChatModel model() {
    return OpenAiChatModel.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .modelName("model-a")
        .maxRetries(1)
        .build();
  }

  private OpenAiStreamingChatModel streaming() {
    return OpenAiStreamingChatModel.builder()
        .baseUrl(stub.baseUrl())
        .apiKey("unused")
        .modelName("model-a")
        .build();
  }

  /** Calls the method with this name that takes such arguments. */
  private static Object call(Object target, String name, Object... arguments) throws Exception {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && takes(method, arguments)) {
        try {
          return method.invoke(target, arguments);
        } catch (InvocationTargetException thrown) {
          throw (Exception) thrown.getCause();
        }
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static boolean takes(Method method, Object... arguments) {
    boolean takes = method.getParameterCount() == arguments.length;
    for (int i = 0; takes && i < arguments.length; i++) {
      takes = method.getParameterTypes()[i].isInstance(arguments[i]);
    }
    return takes;
  }

  @Test
  void text_isOneCallWithItsTokens() throws Exception {
    stub.answers(USAGE);

    assertThat(call(model(), "generate", "hi")).isEqualTo("fine");

    assertCalls(1, "false");
    assertThat(AGENT.measured().counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
  }

  @Test
  void refusedRequest_isOneError() {
    stub.fails(400);

    assertThatThrownBy(() -> call(model(), "generate", "hi")).isInstanceOf(RuntimeException.class);

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  private static StreamingResponseHandler<AiMessage> handler(
      CompletableFuture<Response<AiMessage>> end) {
    return new StreamingResponseHandler<>() {
      @Override
      public void onNext(String piece) {}

      @Override
      public void onComplete(Response<AiMessage> response) {
        end.complete(response);
      }

      @Override
      public void onError(Throwable error) {
        end.completeExceptionally(error);
      }
    };
  }

  @Test
  void stream_isOneCallWithItsFirstTokenAndUsage() throws Exception {
    stub.streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
    var end = new CompletableFuture<Response<AiMessage>>();

    call(streaming(), "generate", "hi", handler(end));

    assertThat(end.get().content().text()).isEqualTo("fine");
    assertCalls(1, "true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @Test
  void lostConnection_isOneError() throws Exception {
    stub.breaksAfter(FIRST, content("fi"));
    var end = new CompletableFuture<Response<AiMessage>>();

    call(streaming(), "generate", "hi", handler(end));

    assertThatThrownBy(end::get).isInstanceOf(ExecutionException.class);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
  }

  @Test
  void embeddings_areOneCall() {
    stub.answersJson(
        """
        {"object": "list", "model": "dated", "data": [{"object": "embedding", "index": 0,
         "embedding": [0.5]}], "usage": {"prompt_tokens": 11, "total_tokens": 11}}""");
    var model =
        OpenAiEmbeddingModel.builder()
            .baseUrl(stub.baseUrl())
            .apiKey("unused")
            .modelName("model-a")
            .build();

    assertThat(model.embed("hi").content().vector()).hasSize(1);

    assertThat(AGENT.measured().counter("ai.call.total", "operation", "embeddings")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void service_isOneAnalysisWithACallForEachRoundOfTools() throws Exception {
    stub.answersJson(TOOL_CALL).answers(USAGE);
    var services = AiServices.builder(Assistant.class).tools(new Clock());
    call(services, "chatLanguageModel", model());

    assertThat(services.build().answer("what time is it?")).isEqualTo("fine");

    assertCalls(2, "false");
    assertAnalysis("Assistant.answer");
  }

  @Test
  void streamingService_isOneAnalysisUntilItsLastRound() throws Exception {
    stub.streams(FIRST, STREAMED_TOOL_CALL, LAST_USAGE, DONE)
        .streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
    var services = AiServices.builder(StreamingAssistant.class).tools(new Clock());
    call(services, "streamingChatLanguageModel", streaming());
    var end = new CompletableFuture<Response<AiMessage>>();

    Object stream = services.build().answer("what time is it?");
    java.util.function.Consumer<String> pieces = piece -> {};
    java.util.function.Consumer<Response<AiMessage>> complete = end::complete;
    java.util.function.Consumer<Throwable> failed = end::completeExceptionally;
    call(stream, "onNext", pieces);
    call(stream, "onComplete", complete);
    call(stream, "onError", failed);
    call(stream, "start");

    assertThat(end.get().content().text()).isEqualTo("fine");
    while (!AGENT.measured().has("ai.analysis.total")) {
      Thread.onSpinWait();
    }
    assertCalls(2, "true");
    assertAnalysis("StreamingAssistant.answer");
  }

  private static void assertAnalysis(String operation) {
    assertThat(AGENT.measured().counter("ai.analysis.total", "operation", operation)).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  private static void assertCalls(int calls, String streaming) {
    var measured = AGENT.measured();
    String[] tags = {
      "provider", "openai", "model", "model-a", "streaming", streaming, "outcome", "success"
    };
    assertThat(measured.counter("ai.call.total", tags)).isEqualTo(calls);
    assertThat(measured.counter("ai.call.total")).isEqualTo(calls);
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(11L * calls);
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(5L * calls);
    assertThat(measured.gauge("ai.active", "provider", "openai")).isZero();
  }
}

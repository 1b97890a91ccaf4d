package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.github.ollama4j.models.chat.OllamaChatMessage;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import io.github.ollama4j.tools.ToolFunction;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client of ollama4j before 1.1. The test is compiled against the newest version: what that
 * lacks is called by name.
 */
@EnabledIfSystemProperty(named = "athena.library.version", matches = "1[.]0[.].*")
class Ollama4jEarlierTest {

  private static final String USAGE = ", \"prompt_eval_count\": 11, \"eval_count\": 5";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;
  private Object client;

  /** A way to send one request. */
  private interface Form {

    Object send(Object client) throws Exception;
  }

  @BeforeEach
  void start() throws Exception {
    stub = new ModelStub();
    client = type("OllamaAPI").getConstructor(String.class).newInstance(stub.baseUrl());
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    assertThat(AGENT.measured().gauge("ai.active")).isZero();
    stub.close();
  }

  private static Class<?> type(String name) throws ClassNotFoundException {
    return Class.forName("io.github.ollama4j." + name);
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
    Class<?>[] types = method.getParameterTypes();
    boolean fits = types.length == arguments.length;
    for (int i = 0; fits && i < types.length; i++) {
      fits = types[i].isPrimitive() || types[i].isInstance(arguments[i]);
    }
    return fits;
  }

  private static Object handler(String name, List<Object> pieces) throws ClassNotFoundException {
    return Proxy.newProxyInstance(
        Ollama4jEarlierTest.class.getClassLoader(),
        new Class<?>[] {type("models.generate." + name)},
        (proxy, method, arguments) ->
            method.getName().equals("accept") && pieces.add(arguments[0]));
  }

  private static String piece(String operation, String text, boolean done, String more) {
    String content =
        operation.equals("chat")
            ? "\"message\": {\"role\": \"assistant\", \"content\": \"%s\"}"
            : "\"response\": \"%s\"";
    return "{\"model\": \"dated\", \"total_duration\": 1, %s, \"done\": %s %s}"
        .formatted(content.formatted(text), done, more);
  }

  private static List<OllamaChatMessage> messages() {
    var message = new OllamaChatMessage(OllamaChatMessageRole.USER, "hi");
    return new ArrayList<>(List.of(message));
  }

  private static Object options() throws ReflectiveOperationException {
    return type("utils.Options").getConstructor(Map.class).newInstance(Map.of());
  }

  private static Arguments form(String operation, Form form) {
    return Arguments.of(operation, form);
  }

  static Stream<Arguments> completeForms() {
    return Stream.of(
        form("chat", c -> call(c, "chat", "model-a", messages())),
        form("text_completion", c -> call(c, "generate", "model-a", "hi", false, options())),
        form("text_completion", c -> call(c, "generate", "model-a", "hi", Map.of())));
  }

  static Stream<Arguments> streams() {
    return Stream.of(
        form("chat", Ollama4jEarlierTest::chatPieces),
        form("text_completion", Ollama4jEarlierTest::textPieces));
  }

  private static List<Object> chatPieces(Object client) throws Exception {
    var pieces = new ArrayList<>();
    var request = new OllamaChatRequest();
    request.setModel("model-a");
    request.setMessages(messages());
    call(client, "chatStreaming", request, handler("OllamaTokenHandler", pieces));
    return pieces;
  }

  private static List<Object> textPieces(Object client) throws Exception {
    var pieces = new ArrayList<>();
    var handler = handler("OllamaStreamHandler", pieces);
    call(client, "generate", "model-a", "hi", false, options(), handler);
    return pieces;
  }

  /** These versions always ask for a stream of a chat. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("completeForms")
  void completeAnswer_isOneCall(String operation, Form form) throws Exception {
    stub.answersJson(piece(operation, "fine", true, USAGE));

    assertThat(form.send(client)).isNotNull();

    boolean isReported = operation.equals("chat");
    assertCalls(1, operation, isReported ? "true" : "false");
    assertThat(AGENT.measured().has("ai.tokens")).isEqualTo(isReported);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isNotEqualTo(isReported);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void stream_isOneCallWithItsFirstTokenAndUsage(String operation, Form form) throws Exception {
    stub.streamsLines(
        piece(operation, "", false, ""),
        piece(operation, "fi", false, ""),
        piece(operation, "ne", false, ""),
        piece(operation, "", true, USAGE));

    assertThat((List<?>) form.send(client)).isNotEmpty();

    assertCalls(1, operation, "true");
    assertTokens(1);
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"completeForms", "streams"})
  void refusedRequest_isOneError(String operation, Form form) {
    stub.fails(503);

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(Exception.class);

    assertOneError(operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamWhoseConnectionIsLost_isOneError(String operation, Form form) {
    stub.breaksAfterLines(piece(operation, "fi", false, ""));

    assertThatThrownBy(() -> form.send(client)).isInstanceOf(IOException.class);

    assertOneError(operation);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("streams")
  void streamThatEndsEarly_hasUnknownTokens(String operation, Form form) throws Exception {
    stub.streamsLines(piece(operation, "fi", false, ""));

    assertThat((List<?>) form.send(client)).hasSize(1);

    assertCalls(1, operation, "true");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void chatWithTools_isOneAnalysisWithACallForEachRound() throws Exception {
    Object tool = type("tools.Tools$ToolSpecification").getMethod("builder").invoke(null);
    ToolFunction noon = arguments -> "noon";
    call(tool, "functionName", "time");
    call(client, "registerTool", call(call(tool, "toolFunction", noon), "build"));
    stub.answersJson(
            """
            {"model": "dated", "total_duration": 1, "message": {"role": "assistant",
             "content": "", "tool_calls": [{"function": {"name": "time", "arguments": {}}}]}, "done": true %s}"""
                .formatted(USAGE)
                .replace('\n', ' '))
        .answersJson(piece("chat", "fine", true, USAGE));

    call(client, "chat", "model-a", messages());

    assertCalls(2, "chat", "true");
    assertTokens(2);
  }

  @Test
  void embeddings_areOneCallWithTheTokensOfTheInput() throws Exception {
    stub.answersJson("{\"model\": \"dated\", \"embeddings\": [[0.5]], \"prompt_eval_count\": 11}");

    call(client, "embed", "model-a", List.of("hi"));

    assertCalls(1, "embeddings", "false");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void embeddingsOfTheEarlierEndpoint_haveUnknownTokens() throws Exception {
    stub.answersJson("{\"embedding\": [0.5]}");

    call(client, "generateEmbeddings", "model-a", "hi");

    assertCalls(1, "embeddings", "false");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  @Test
  void generateAsync_isOneStreamingCallWithUnknownTokens() throws Exception {
    stub.streamsLines(
        piece("text_completion", "fine", false, ""), piece("text_completion", "", true, USAGE));

    ((Thread) call(client, "generateAsync", "model-a", "hi", false)).join();

    assertCalls(1, "text_completion", "true");
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(1);
  }

  private static void assertOneError(String operation) {
    assertThat(
            AGENT.measured().counter("ai.call.total", "operation", operation, "outcome", "error"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  private static void assertTokens(int calls) {
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11L * calls);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(5L * calls);
    assertThat(AGENT.measured().has("ai.tokens.unknown")).isFalse();
  }

  private static void assertCalls(int calls, String operation, String streaming) {
    var measured = AGENT.measured();
    String[] tags = {
      "provider",
      "ollama",
      "model",
      "model-a",
      "operation",
      operation,
      "streaming",
      streaming,
      "outcome",
      "success"
    };
    assertThat(measured.counter("ai.call.total", tags)).isEqualTo(calls);
    assertThat(measured.counter("ai.call.total")).isEqualTo(calls);
    assertThat(measured.counter("ai.analysis.total", "operation", operation)).isEqualTo(1);
    assertThat(measured.counter("ai.analysis.total")).isEqualTo(1);
  }
}

package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.chunk;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.acme.ai.AIServiceManager;
import com.acme.ai.AIServiceManager.Result;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import io.athena.apm.instrumentation.ai.ClientForm.Sender;
import io.athena.apm.instrumentation.ai.ClientForm.Target;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.Generation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Every pair of layers: one analysis for the outermost operation, one call for each request that
 * the application is charged for, whatever is between them.
 */
class LayersTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String TOOL_CALLS =
      "{\"role\": \"assistant\", \"content\": null, \"tool_calls\": [{\"index\": 0, \"id\": \"t\","
          + " \"type\": \"function\", \"function\": {\"name\": \"time\", \"arguments\": \"{}\"}}]}";

  private static final String TOOL_CALL =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "dated",
       "choices": [{"index": 0, "finish_reason": "tool_calls", "logprobs": null, "message": %s}],
       "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}}"""
          .formatted(TOOL_CALLS);

  private static final String TOOL_CALL_END =
      chunk("{}", "").replace("\"finish_reason\": null", "\"finish_reason\": \"tool_calls\"");

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install)
          .rules(
              "rules: [{method: \"**.AIServiceManager#analyzeWithFailover\", as: ai.analysis}]",
              AiInstrumentations.methodRoles());

  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  /** What the agent is to count. */
  private record Counts(long analyses, long calls, long retries, long failovers) {

    static final Counts ONE_CALL = new Counts(1, 1, 0, 0);
    static final Counts TWO_CALLS = new Counts(1, 2, 0, 0);
    static final Counts RETRIED = new Counts(1, 1, 1, 0);

    static Counts measured() {
      var measured = AGENT.measured();
      return new Counts(
          measured.counter("ai.analysis.total"),
          measured.counter("ai.call.total"),
          measured.counter("ai.retry"),
          measured.counter("ai.failover"));
    }
  }

  /** A client; it is asked by the name of a model. */
  private interface Asked {

    String ask(String model);
  }

  /** The layers around a client. */
  private interface Around {

    void call(Asked client) throws Exception;
  }

  /**
   * Layers, and what is counted with any client.
   *
   * @param refused how many requests the server refuses first
   */
  private record Layers(String name, int refused, Counts counts, Around around) {

    /** A ChatModel of LangChain4j is the outermost client, unless it wraps another one. */
    String provider(ClientForm form) {
      boolean isOutermost = name.contains("LangChain4j") && !form.name().startsWith("langchain4j");
      return isOutermost ? "mistral_ai" : form.provider();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Stream<Layers> layers() {
    Counts failover = new Counts(1, 2, 0, 1);
    Counts again = new Counts(1, 2, 1, 0);
    return Stream.of(
        one("nothing", client -> client.ask("model-a")),
        one("manager", client -> manage(() -> client.ask("model-a"))),
        one("manager in a manager", client -> manage(() -> manage(() -> client.ask("model-a")))),
        one("manager, executor", client -> manage(() -> onExecutor(client))),
        one("manager, future", client -> manage(() -> inFuture(client))),
        one("manager, virtual thread", client -> manage(() -> onVirtualThread(client))),
        one("manager, Reactor", client -> manage(() -> onReactorThread(client))),
        one("ChatModel of LangChain4j", client -> new AskingModel(client).chat("hi")),
        one(
            "AiServices, ChatModel of LangChain4j",
            client -> assistant(new AskingModel(client)).answer("hi")),
        one("ChatClient, ChatModel of Spring", client -> springClient(client).call().content()),
        new Layers("failover", 1, failover, client -> manage(() -> failOver(client, "model-b"))),
        new Layers("same again", 1, again, client -> manage(() -> failOver(client, "model-a"))));
  }

  private static Layers one(String name, Around around) {
    return new Layers(name, 0, Counts.ONE_CALL, around);
  }

  private static String manage(Callable<String> work) {
    new AIServiceManager()
        .analyzeWithFailover(
            () -> {
              unchecked(work);
              return new Result("unused", "unused");
            });
    return "";
  }

  private static String unchecked(Callable<String> work) {
    try {
      return work.call();
    } catch (Exception refused) {
      throw new IllegalStateException(refused);
    }
  }

  private static String onExecutor(Asked client) throws Exception {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    String answer = pool.submit(() -> client.ask("model-a")).get();
    pool.shutdown();
    return answer;
  }

  /** On two cores the common pool has one thread, and some clients need it themselves. */
  private static String inFuture(Asked client) {
    ExecutorService pool = Executors.newSingleThreadExecutor();
    String answer = CompletableFuture.supplyAsync(() -> client.ask("model-a"), pool).join();
    pool.shutdown();
    return answer;
  }

  /** JDK 17 has none: there it is a thread of a pool. */
  private static String onVirtualThread(Asked client) throws Exception {
    ExecutorService pool =
        Runtime.version().feature() < 21
            ? Executors.newCachedThreadPool()
            : (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    String answer = pool.submit(() -> client.ask("model-a")).get();
    pool.shutdown();
    return answer;
  }

  private static String onReactorThread(Asked client) {
    return Mono.fromCallable(() -> client.ask("model-a"))
        .subscribeOn(Schedulers.boundedElastic())
        .block(LONG);
  }

  private static String failOver(Asked client, String first) {
    try {
      return client.ask(first);
    } catch (RuntimeException refused) {
      return client.ask("model-a");
    }
  }

  /** A model of an application, which asks another client. */
  private record AskingModel(Asked client) implements ChatModel {

    @Override
    public ChatResponse doChat(ChatRequest request) {
      return ChatResponse.builder()
          .aiMessage(AiMessage.from(client.ask("model-a")))
          .tokenUsage(new TokenUsage(11, 5))
          .build();
    }

    @Override
    public ModelProvider provider() {
      return ModelProvider.MISTRAL_AI;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName("model-a").build();
    }
  }

  /** As an application declares it. */
  interface Assistant {

    String answer(String question);
  }

  /** A tool of the application. */
  public static final class Clock {

    @Tool
    public String time() {
      return "noon";
    }
  }

  private static Assistant assistant(ChatModel model) {
    return AiServices.builder(Assistant.class).chatModel(model).tools(new Clock()).build();
  }

  private static ChatClient.ChatClientRequestSpec springClient(Asked client) {
    org.springframework.ai.chat.model.ChatModel model =
        prompt ->
            new org.springframework.ai.chat.model.ChatResponse(
                List.of(new Generation(new AssistantMessage(client.ask("model-a")))));
    return ChatClient.create(model).prompt("hi");
  }

  static Stream<Arguments> pairs() {
    return layers()
        .flatMap(layer -> ClientForm.all().stream().map(form -> Arguments.of(layer, form)));
  }

  @ParameterizedTest(name = "{0} over {1}")
  @MethodSource("pairs")
  void pair_isCountedOnce(Layers layers, ClientForm form) throws Exception {
    for (int i = 0; i < layers.refused(); i++) {
      stub.fails(400);
    }
    form.wire().answer(stub, form.streams(), true);

    layers.around().call(model -> unchecked(() -> form.sender().send(target(model))));

    await("ai.analysis.total");
    await("ai.tokens", "kind", "output");
    assertThat(Counts.measured()).isEqualTo(layers.counts());
    String provider = layers.provider(form);
    assertThat(AGENT.measured().counter("ai.call.total", "provider", provider))
        .isEqualTo(layers.counts().calls());
    assertThat(AGENT.measured().has("ai.first_token.duration"))
        .isEqualTo(form.streams() && provider.equals(form.provider()));
    assertAnswered();
  }

  private Target target(String model) {
    return new Target(stub.baseUrl(), model, 0, LONG);
  }

  /** A program with several layers, and what the server answers to it. */
  private record Stack(String name, Counts counts, Consumer<ModelStub> script, Sender program) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Stack> stacks() {
    return Stream.of(
        new Stack(
            "AiServices with a tool, LangChain4j",
            Counts.TWO_CALLS,
            LayersTest::callsTool,
            target -> assistant(ClientForm.langChain4jModel(target)).answer("hi")),
        new Stack(
            "AiServices with a tool, LangChain4j, openai-java",
            Counts.TWO_CALLS,
            LayersTest::callsTool,
            target -> assistant(ClientForm.officialModel(target)).answer("hi")),
        new Stack(
            "manager, AiServices with a tool, LangChain4j",
            Counts.TWO_CALLS,
            LayersTest::callsTool,
            target -> manage(() -> assistant(ClientForm.langChain4jModel(target)).answer("hi"))),
        new Stack(
            "ChatClient with a tool, Spring AI, openai-java",
            Counts.TWO_CALLS,
            LayersTest::callsTool,
            target -> springClientWithTool(target).call().content()),
        new Stack(
            "streaming ChatClient with a tool, Spring AI, openai-java",
            Counts.TWO_CALLS,
            LayersTest::callsToolInStream,
            target -> read(springClientWithTool(target).stream().content())),
        new Stack(
            "AiServices, LangChain4j that retries",
            Counts.RETRIED,
            LayersTest::failsOnce,
            target -> assistant(ClientForm.langChain4jModel(target)).answer("hi")),
        new Stack(
            "AiServices, LangChain4j, openai-java that retries",
            Counts.RETRIED,
            LayersTest::failsOnce,
            target -> assistant(ClientForm.officialModel(target)).answer("hi")),
        new Stack(
            "ChatClient, Spring AI, openai-java that retries",
            Counts.RETRIED,
            LayersTest::failsOnce,
            target -> springClientWithTool(target).call().content()),
        new Stack(
            "AiServices, failover ChatModel, LangChain4j twice",
            new Counts(1, 2, 0, 1),
            stub -> WireFormat.OPENAI.answer(stub.fails(400), false, true),
            target -> assistant(new AskingModel(model -> failOver(target))).answer("hi")),
        new Stack(
            "ChatModel, ChatModel, LangChain4j",
            Counts.ONE_CALL,
            stub -> WireFormat.OPENAI.answer(stub, false, true),
            target -> decorated(decorated(ClientForm.langChain4jModel(target))).chat("hi")));
  }

  private static void callsTool(ModelStub stub) {
    WireFormat.OPENAI.answer(stub.answersJson(TOOL_CALL), false, true);
  }

  private static void callsToolInStream(ModelStub stub) {
    stub.streams(FIRST, chunk(TOOL_CALLS, ""), TOOL_CALL_END, LAST_USAGE, DONE)
        .streams(FIRST, content("fi"), content("ne"), LAST_USAGE, DONE);
  }

  private static void failsOnce(ModelStub stub) {
    WireFormat.OPENAI.answer(stub.fails(500), false, true);
  }

  private static ChatClient.ChatClientRequestSpec springClientWithTool(Target target) {
    return ChatClient.create(ClientForm.springOpenAiModel(target))
        .prompt("hi")
        .tools(new SpringAiTest.Clock());
  }

  private static String read(Flux<String> flux) {
    return String.join("", flux.collectList().block(LONG));
  }

  private static String failOver(Target target) {
    return failOver(
        model -> ClientForm.langChain4jModel(target.withModel(model)).chat("hi"), "model-b");
  }

  private static ChatModel decorated(ChatModel model) {
    return new AskingModel(name -> model.chat("hi"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("stacks")
  void stack_isOneAnalysisWithItsCalls(Stack stack) throws Exception {
    stack.script().accept(stub);

    stack.program().send(target("model-a").withRetries(1));

    await("ai.analysis.total");
    await("ai.tokens", "kind", "output");
    assertThat(Counts.measured()).isEqualTo(stack.counts());
    assertAnswered();
  }

  /** The model that was asked last has answered, and the tokens are those that were reported. */
  private void assertAnswered() {
    var measured = AGENT.measured();
    String[] answered = {"model", "model-a", "outcome", "success"};
    assertThat(measured.counter("ai.analysis.total", answered)).isEqualTo(1);
    assertThat(measured.counter("ai.call.total", answered)).isPositive();
    assertThat(measured.counter("ai.tokens", "kind", "input")).isEqualTo(stub.reportedInput());
    assertThat(measured.counter("ai.tokens", "kind", "output")).isEqualTo(stub.reportedOutput());
  }

  /** A client may end a call on a thread of its own after the application has got the answer. */
  private static void await(String metric, String... tags) {
    while (!AGENT.measured().has(metric, tags)) {
      Thread.onSpinWait();
    }
  }
}

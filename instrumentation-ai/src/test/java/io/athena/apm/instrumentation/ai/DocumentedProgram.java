package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.ModelStub.DONE;
import static io.athena.apm.instrumentation.ai.ModelStub.FIRST;
import static io.athena.apm.instrumentation.ai.ModelStub.LAST_USAGE;
import static io.athena.apm.instrumentation.ai.ModelStub.content;
import static java.util.stream.Collectors.joining;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestAssistantMessage;
import com.azure.ai.openai.models.ChatRequestSystemMessage;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.HttpOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.UserMessage;
import dev.langchain4j.service.V;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.openai.OpenAiChatOptions;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * A program that uses a client as the client's documentation shows.
 *
 * @param answers what the server answers, in order
 * @param calls how many requests it sends
 */
record DocumentedProgram(String name, Answers answers, int calls, Program program) {

  /** Prepares the server. */
  interface Answers {

    void prepare(ModelStub stub);
  }

  /** Returns what the program prints. */
  interface Program {

    String run(String url) throws Exception;
  }

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final String MODEL = "model-a";
  private static final String USAGE =
      ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16}";

  static List<DocumentedProgram> all() {
    return List.of(
        new DocumentedProgram(
            "openai-java, structured output",
            stub -> says(stub, "{\\\"title\\\": \\\"Ulysses\\\", \\\"year\\\": 1922}"),
            1,
            DocumentedProgram::openAiStructured),
        new DocumentedProgram(
            "openai-java, accumulated stream",
            DocumentedProgram::streams,
            1,
            DocumentedProgram::openAiStream),
        new DocumentedProgram(
            "openai-java, asynchronous stream",
            DocumentedProgram::streams,
            1,
            DocumentedProgram::openAiAsync),
        new DocumentedProgram(
            "openai-java, raw response",
            stub -> says(stub, "fine"),
            1,
            DocumentedProgram::openAiRaw),
        new DocumentedProgram(
            "openai-java, refused", stub -> stub.fails(400), 1, DocumentedProgram::openAiRefused),
        new DocumentedProgram(
            "anthropic-java, conversation",
            times(2, WireFormat.ANTHROPIC, false),
            2,
            DocumentedProgram::anthropic),
        new DocumentedProgram(
            "anthropic-java, text of a stream",
            times(1, WireFormat.ANTHROPIC, true),
            1,
            DocumentedProgram::anthropicStream),
        new DocumentedProgram(
            "langchain4j, AiServices with memory and a tool",
            stub -> {
              callsTool(stub);
              says(stub, "noon");
              says(stub, "still noon");
            },
            3,
            DocumentedProgram::langChain4j),
        new DocumentedProgram(
            "langchain4j, AiServices with an enum",
            stub -> says(stub, "POSITIVE"),
            1,
            DocumentedProgram::sentiment),
        new DocumentedProgram(
            "spring-ai, response of ChatClient",
            stub -> says(stub, "fine"),
            1,
            DocumentedProgram::springCall),
        new DocumentedProgram(
            "spring-ai, stream of ChatClient",
            DocumentedProgram::streams,
            1,
            DocumentedProgram::springStream),
        new DocumentedProgram(
            "google-genai, chat",
            times(2, WireFormat.GEMINI, false),
            2,
            DocumentedProgram::genAiChat),
        new DocumentedProgram(
            "google-genai, asynchronous",
            times(1, WireFormat.GEMINI, false),
            1,
            DocumentedProgram::genAiAsync),
        new DocumentedProgram(
            "bedrock-runtime, conversation",
            times(2, WireFormat.BEDROCK, false),
            2,
            DocumentedProgram::bedrock),
        new DocumentedProgram(
            "bedrock-runtime, invokeModel",
            stub -> stub.answersJson("{\"generation\": \"fine\"}"),
            1,
            DocumentedProgram::bedrockInvoke),
        new DocumentedProgram(
            "ollama4j, history", times(2, WireFormat.OLLAMA, false), 2, DocumentedProgram::ollama),
        new DocumentedProgram(
            "azure-ai-openai, messages and usage",
            stub -> says(stub, "fine"),
            1,
            DocumentedProgram::azure),
        new DocumentedProgram(
            "azure-ai-openai, stream",
            DocumentedProgram::streams,
            1,
            DocumentedProgram::azureStream));
  }

  @Override
  public String toString() {
    return name;
  }

  private static Answers times(int number, WireFormat wire, boolean streams) {
    return stub -> {
      for (int i = 0; i < number; i++) {
        wire.answer(stub, streams, true);
      }
    };
  }

  private static void streams(ModelStub stub) {
    String last =
        """
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "dated",
         "choices": [{"index": 0, "delta": {}, "finish_reason": "stop", "logprobs": null}]}""";
    stub.streams(FIRST, content("fi"), content("ne"), last, LAST_USAGE, DONE);
  }

  private static void says(ModelStub stub, String text) {
    message(stub, "\"content\": \"" + text + "\"", "stop");
  }

  private static void callsTool(ModelStub stub) {
    message(
        stub,
        "\"content\": null, \"tool_calls\": [{\"id\": \"t\", \"type\": \"function\","
            + " \"function\": {\"name\": \"time\", \"arguments\": \"{}\"}}]",
        "tool_calls");
  }

  private static void message(ModelStub stub, String content, String reason) {
    stub.answersJson(
        """
        {"id": "1", "object": "chat.completion", "created": 1, "model": "dated",
         "choices": [{"index": 0, "finish_reason": "%s", "logprobs": null,
           "message": {"role": "assistant", "refusal": null, %s}}] %s}"""
            .formatted(reason, content, USAGE));
  }

  /** What a model is asked for. */
  public static final class Book {
    public String title;
    public int year;
  }

  private static OpenAIClient openAi(String url) {
    return OpenAIOkHttpClient.builder().baseUrl(url).apiKey("unused").build();
  }

  private static ChatCompletionCreateParams.Builder openAiRequest() {
    return ChatCompletionCreateParams.builder()
        .model(MODEL)
        .addSystemMessage("You are brief.")
        .addUserMessage("Which book?");
  }

  private static String openAiStructured(String url) {
    return openAi(url)
        .chat()
        .completions()
        .create(openAiRequest().responseFormat(Book.class).build())
        .choices()
        .stream()
        .flatMap(choice -> choice.message().content().stream())
        .map(book -> book.title + " of " + book.year)
        .collect(joining());
  }

  private static String openAiStream(String url) {
    var accumulator = ChatCompletionAccumulator.create();
    var text = new StringBuilder();
    try (var stream = openAi(url).chat().completions().createStreaming(openAiRequest().build())) {
      stream.stream()
          .peek(accumulator::accumulate)
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(piece -> text.append(piece).append('|'));
    }
    var whole = accumulator.chatCompletion();
    return text + " " + whole.choices().get(0).message().content() + " " + whole.usage();
  }

  private static String openAiAsync(String url) {
    var text = new StringBuilder();
    openAi(url)
        .async()
        .chat()
        .completions()
        .createStreaming(openAiRequest().build())
        .subscribe(chunk -> text.append(chunk.choices().size()).append('|'))
        .onCompleteFuture()
        .join();
    return text.toString();
  }

  private static String openAiRaw(String url) {
    try (var response =
        openAi(url).chat().completions().withRawResponse().create(openAiRequest().build())) {
      return response.statusCode() + " " + response.parse().validate().usage();
    }
  }

  private static String openAiRefused(String url) {
    try {
      return openAi(url).chat().completions().create(openAiRequest().build()).id();
    } catch (BadRequestException refused) {
      return refused.getMessage() + " " + refused.getStackTrace()[0].getClassName();
    }
  }

  private static String anthropic(String url) {
    var client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey("unused").build();
    var request =
        MessageCreateParams.builder().model(MODEL).maxTokens(99).addUserMessage("hi").build();
    var first = client.messages().create(request);
    var more = request.toBuilder().addMessage(first).addUserMessage("and?").build();
    var second = client.async().messages().create(more).join();
    return first.content().get(0).asText().text() + " " + second.usage();
  }

  private static String anthropicStream(String url) {
    var client = AnthropicOkHttpClient.builder().baseUrl(url).apiKey("unused").build();
    var request =
        MessageCreateParams.builder().model(MODEL).maxTokens(99).addUserMessage("hi").build();
    try (var stream = client.messages().createStreaming(request)) {
      return stream.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .flatMap(delta -> delta.delta().text().stream())
          .map(text -> text.text())
          .collect(joining("|"));
    }
  }

  /** As an application declares it. */
  interface Assistant {

    @SystemMessage("You are brief.")
    String chat(String message);
  }

  /** A tool for the model. */
  public static final class Clock {

    /** The time. */
    @Tool("Tells the time")
    public String time() {
      return "noon";
    }
  }

  enum Sentiment {
    POSITIVE,
    NEGATIVE
  }

  /** As an application declares it. */
  interface Analyst {

    @UserMessage("Analyze the sentiment of {{text}}")
    Sentiment sentiment(@V("text") String text);
  }

  private static OpenAiChatModel langChain4jModel(String url) {
    return OpenAiChatModel.builder().baseUrl(url).apiKey("unused").modelName(MODEL).build();
  }

  private static String langChain4j(String url) {
    var memory = MessageWindowChatMemory.withMaxMessages(10);
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .chatModel(langChain4jModel(url))
            .chatMemory(memory)
            .tools(new Clock())
            .build();
    return assistant.chat("What time is it?")
        + " "
        + assistant.chat("And now?")
        + " "
        + memory.messages();
  }

  private static String sentiment(String url) {
    Analyst analyst = AiServices.create(Analyst.class, langChain4jModel(url));
    return analyst.sentiment("This is great!").name();
  }

  private static ChatClient.ChatClientRequestSpec springRequest(String url) {
    var options = OpenAiChatOptions.builder().baseUrl(url).apiKey("unused").model(MODEL).build();
    var model = org.springframework.ai.openai.OpenAiChatModel.builder().options(options).build();
    return ChatClient.builder(model)
        .defaultSystem("You are brief.")
        .build()
        .prompt()
        .user(user -> user.text("Which book of {year}?").param("year", 1922));
  }

  private static String springCall(String url) {
    var response = springRequest(url).call().chatResponse();
    return response.getResult().getOutput().getText() + " " + response.getMetadata().getUsage();
  }

  private static String springStream(String url) {
    return String.join("|", springRequest(url).stream().content().collectList().block(LONG));
  }

  private static Client genAi(String url) {
    return Client.builder()
        .apiKey("unused")
        .httpOptions(HttpOptions.builder().baseUrl(url).build())
        .build();
  }

  private static String genAiChat(String url) {
    try (var client = genAi(url)) {
      var chat = client.chats.create(MODEL);
      var first = chat.sendMessage("hi").text();
      var second = chat.sendMessage("and?").text();
      return first + " " + second + " " + chat.getHistory(false);
    }
  }

  private static String genAiAsync(String url) {
    var config = GenerateContentConfig.builder().maxOutputTokens(99).build();
    try (var client = genAi(url)) {
      return client
          .async
          .models
          .generateContent(MODEL, "hi", config)
          .thenApply(response -> response.text() + " " + response.usageMetadata())
          .join();
    }
  }

  private static BedrockRuntimeClient bedrockClient(String url) {
    return BedrockRuntimeClient.builder()
        .endpointOverride(URI.create(url))
        .region(Region.EU_CENTRAL_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }

  private static Message bedrockMessage(String text) {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(text))
        .build();
  }

  private static String bedrock(String url) {
    try (var client = bedrockClient(url)) {
      var question = bedrockMessage("hi");
      var first =
          client.converse(
              request ->
                  request
                      .modelId(MODEL)
                      .messages(question)
                      .inferenceConfig(config -> config.maxTokens(99).temperature(0.5F)));
      var answer = first.output().message();
      var second =
          client.converse(
              request -> request.modelId(MODEL).messages(question, answer, bedrockMessage("and?")));
      return answer + " " + second.stopReasonAsString() + " " + second.usage();
    }
  }

  private static String bedrockInvoke(String url) {
    try (var client = bedrockClient(url)) {
      var body = SdkBytes.fromUtf8String("{\"prompt\": \"hi\"}");
      return client.invokeModel(request -> request.modelId(MODEL).body(body)).body().asUtf8String();
    }
  }

  private static String ollama(String url) throws Exception {
    var client = new Ollama(url);
    var first =
        client.chat(
            OllamaChatRequest.builder()
                .withModel(MODEL)
                .withMessage(OllamaChatMessageRole.USER, "hi")
                .build(),
            null);
    var second =
        client.chat(
            OllamaChatRequest.builder()
                .withModel(MODEL)
                .withMessages(first.getChatHistory())
                .withMessage(OllamaChatMessageRole.USER, "and?")
                .build(),
            null);
    return second.getResponseModel().getMessage().getResponse()
        + " "
        + second.getChatHistory().size();
  }

  private static ChatCompletionsOptions azureRequest() {
    return new ChatCompletionsOptions(
        List.of(
            new ChatRequestSystemMessage("You are brief."),
            new ChatRequestUserMessage("hi"),
            new ChatRequestAssistantMessage("hello"),
            new ChatRequestUserMessage("and?")));
  }

  private static String azure(String url) {
    var answer =
        new OpenAIClientBuilder()
            .endpoint(url)
            .buildClient()
            .getChatCompletions(MODEL, azureRequest());
    return answer.getChoices().get(0).getMessage().getContent()
        + " "
        + answer.getUsage().getTotalTokens();
  }

  private static String azureStream(String url) {
    var text = new StringBuilder();
    new OpenAIClientBuilder()
        .endpoint(url)
        .buildClient()
        .getChatCompletionsStream(MODEL, azureRequest())
        .forEach(
            chunk ->
                chunk.getChoices().forEach(choice -> text.append(choice.getDelta().getContent())));
    return text.toString();
  }
}

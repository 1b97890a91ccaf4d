package io.athena.apm.instrumentation.ai;

import static java.util.stream.Collectors.joining;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.azure.ai.openai.OpenAIClientBuilder;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsOptions;
import com.azure.ai.openai.models.ChatRequestUserMessage;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.util.HttpClientOptions;
import com.google.genai.Client;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.azure.AzureOpenAiChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialChatModel;
import dev.langchain4j.model.openaiofficial.OpenAiOfficialStreamingChatModel;
import io.github.ollama4j.Ollama;
import io.github.ollama4j.models.chat.OllamaChatMessageRole;
import io.github.ollama4j.models.chat.OllamaChatRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.ollama.OllamaChatModel;
import org.springframework.ai.ollama.api.OllamaApi;
import org.springframework.ai.ollama.api.OllamaChatOptions;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.client.reactive.JdkClientHttpConnector;
import org.springframework.web.client.RestClient;
import org.springframework.web.reactive.function.client.WebClient;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;

/**
 * A client that asks a model a question, for the complete answer or for a stream that it reads to
 * its end.
 *
 * @param wire what the server answers in
 * @param provider as the agent names it: by the address, or by what a framework says
 * @param streams whether it asks for a stream
 * @param retries what its own retries are
 */
record ClientForm(
    String name,
    WireFormat wire,
    String provider,
    boolean streams,
    Retries retries,
    Sender sender) {

  static final String QUESTION = "a s3cr3t question";
  static final String KEY = "a-s3cr3t-key";

  private static final Duration LONG = Duration.ofSeconds(30);

  /** How the agent counts a request that a library sends again. */
  enum Retries {
    /** The library sends none. */
    NONE,
    /** As a retry of the same call. */
    WITHIN_A_CALL,
    /** As a retry, and as another call of the same analysis. */
    AS_CALLS
  }

  /** The server, and how a client treats it. */
  record Target(String url, String model, int retries, Duration patience) {

    Target withModel(String other) {
      return new Target(url, other, retries, patience);
    }

    Target withRetries(int number) {
      return new Target(url, model, number, patience);
    }
  }

  /** Sends one request and returns the text of the answer. */
  interface Sender {

    String send(Target target) throws Exception;
  }

  /**
   * Without LangChain4j's streams over Azure's client: a piece that arrives before {@code
   * subscribe} has returned fails there, in 1.19, with or without the agent.
   */
  static List<ClientForm> all() {
    Retries within = Retries.WITHIN_A_CALL;
    return List.of(
        complete("openai-java", WireFormat.OPENAI, within, ClientForm::openAi),
        stream("openai-java", WireFormat.OPENAI, within, ClientForm::openAiStream),
        complete("openai-java async", WireFormat.OPENAI, within, ClientForm::openAiAsync),
        complete("anthropic-java", WireFormat.ANTHROPIC, within, ClientForm::anthropic),
        stream("anthropic-java", WireFormat.ANTHROPIC, within, ClientForm::anthropicStream),
        complete("langchain4j", WireFormat.OPENAI, within, ClientForm::langChain4j),
        stream("langchain4j", WireFormat.OPENAI, Retries.NONE, ClientForm::langChain4jStream),
        complete("langchain4j over openai-java", WireFormat.OPENAI, within, ClientForm::official),
        stream(
            "langchain4j over openai-java", WireFormat.OPENAI, within, ClientForm::officialStream),
        complete("spring-ai over openai-java", WireFormat.OPENAI, within, ClientForm::springOpenAi),
        stream(
            "spring-ai over openai-java",
            WireFormat.OPENAI,
            within,
            target -> read(springOpenAiModel(target))),
        complete(
            "spring-ai ollama",
            WireFormat.OLLAMA,
            Retries.AS_CALLS,
            target -> springOllamaModel(target).call(QUESTION)),
        stream(
            "spring-ai ollama",
            WireFormat.OLLAMA,
            Retries.NONE,
            target -> read(springOllamaModel(target))),
        complete("google-genai", WireFormat.GEMINI, within, ClientForm::genAi),
        stream("google-genai", WireFormat.GEMINI, within, ClientForm::genAiStream),
        complete("bedrock-runtime", WireFormat.BEDROCK, within, ClientForm::bedrock),
        stream("bedrock-runtime", WireFormat.BEDROCK, within, ClientForm::bedrockStream),
        complete("ollama4j", WireFormat.OLLAMA, Retries.NONE, target -> ollama(target, false)),
        stream("ollama4j", WireFormat.OLLAMA, Retries.NONE, target -> ollama(target, true)),
        complete("azure-ai-openai", WireFormat.OPENAI, within, ClientForm::azure),
        complete("azure-ai-openai async", WireFormat.OPENAI, within, ClientForm::azureAsync),
        stream("azure-ai-openai", WireFormat.OPENAI, within, ClientForm::azureStream),
        stream("azure-ai-openai async", WireFormat.OPENAI, within, ClientForm::azureAsyncStream),
        complete(
            "langchain4j over azure-ai-openai", WireFormat.OPENAI, within, ClientForm::onAzure));
  }

  private static ClientForm complete(String name, WireFormat wire, Retries retries, Sender sender) {
    return new ClientForm(name, wire, provider(name, wire), false, retries, sender);
  }

  private static ClientForm stream(String name, WireFormat wire, Retries retries, Sender sender) {
    String streaming = name + ", streaming";
    return new ClientForm(streaming, wire, provider(name, wire), true, retries, sender);
  }

  private static String provider(String name, WireFormat wire) {
    if (name.contains("azure")) {
      return "azure.ai.openai";
    }
    return switch (wire) {
      case OPENAI -> name.startsWith("langchain4j") ? "openai" : Providers.COMPATIBLE;
      case ANTHROPIC -> "anthropic";
      case GEMINI -> "gcp.gemini";
      case BEDROCK -> "aws.bedrock";
      case OLLAMA -> "ollama";
    };
  }

  @Override
  public String toString() {
    return name;
  }

  private static OpenAIClient openAiClient(Target target) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(target.url())
        .apiKey(KEY)
        .maxRetries(target.retries())
        .timeout(target.patience())
        .build();
  }

  private static ChatCompletionCreateParams openAiRequest(Target target) {
    return ChatCompletionCreateParams.builder()
        .model(target.model())
        .addUserMessage(QUESTION)
        .build();
  }

  private static String openAi(Target target) {
    var answer = openAiClient(target).chat().completions().create(openAiRequest(target));
    return answer.choices().get(0).message().content().orElseThrow();
  }

  private static String openAiAsync(Target target) {
    var answer = openAiClient(target).async().chat().completions().create(openAiRequest(target));
    return answer.join().choices().get(0).message().content().orElseThrow();
  }

  private static String openAiStream(Target target) {
    try (var stream =
        openAiClient(target).chat().completions().createStreaming(openAiRequest(target))) {
      return stream.stream()
          .flatMap(chunk -> chunk.choices().stream())
          .map(choice -> choice.delta().content().orElse(""))
          .collect(joining());
    }
  }

  private static AnthropicClient anthropicClient(Target target) {
    return AnthropicOkHttpClient.builder()
        .baseUrl(target.url())
        .apiKey(KEY)
        .maxRetries(target.retries())
        .timeout(target.patience())
        .build();
  }

  private static MessageCreateParams anthropicRequest(Target target) {
    return MessageCreateParams.builder()
        .model(target.model())
        .maxTokens(100)
        .addUserMessage(QUESTION)
        .build();
  }

  private static String anthropic(Target target) {
    var answer = anthropicClient(target).messages().create(anthropicRequest(target));
    return answer.content().get(0).asText().text();
  }

  private static String anthropicStream(Target target) {
    try (var stream =
        anthropicClient(target).messages().createStreaming(anthropicRequest(target))) {
      return stream.stream()
          .flatMap(event -> event.contentBlockDelta().stream())
          .map(delta -> delta.delta().asText().text())
          .collect(joining());
    }
  }

  static ChatModel langChain4jModel(Target target) {
    return OpenAiChatModel.builder()
        .baseUrl(target.url())
        .apiKey(KEY)
        .modelName(target.model())
        .maxRetries(target.retries())
        .timeout(target.patience())
        .build();
  }

  private static String langChain4j(Target target) {
    return langChain4jModel(target).chat(QUESTION);
  }

  private static String langChain4jStream(Target target) throws Exception {
    return read(
        OpenAiStreamingChatModel.builder()
            .baseUrl(target.url())
            .apiKey(KEY)
            .modelName(target.model())
            .timeout(target.patience())
            .build());
  }

  static ChatModel officialModel(Target target) {
    return OpenAiOfficialChatModel.builder()
        .baseUrl(target.url())
        .apiKey(KEY)
        .modelName(target.model())
        .maxRetries(target.retries())
        .timeout(target.patience())
        .build();
  }

  private static String official(Target target) {
    return officialModel(target).chat(QUESTION);
  }

  private static String officialStream(Target target) throws Exception {
    return read(
        OpenAiOfficialStreamingChatModel.builder()
            .baseUrl(target.url())
            .apiKey(KEY)
            .modelName(target.model())
            .maxRetries(target.retries())
            .timeout(target.patience())
            .build());
  }

  private static String read(StreamingChatModel model) throws Exception {
    var end = new CompletableFuture<String>();
    model.chat(
        QUESTION,
        new StreamingChatResponseHandler() {
          @Override
          public void onCompleteResponse(ChatResponse response) {
            end.complete(response.aiMessage().text());
          }

          @Override
          public void onError(Throwable error) {
            end.completeExceptionally(error);
          }
        });
    return end.get();
  }

  static org.springframework.ai.chat.model.ChatModel springOpenAiModel(Target target) {
    return org.springframework.ai.openai.OpenAiChatModel.builder()
        .options(
            OpenAiChatOptions.builder()
                .baseUrl(target.url())
                .apiKey(KEY)
                .model(target.model())
                .maxRetries(target.retries())
                .timeout(target.patience())
                .build())
        .build();
  }

  private static String springOpenAi(Target target) {
    return springOpenAiModel(target).call(QUESTION);
  }

  private static org.springframework.ai.chat.model.ChatModel springOllamaModel(Target target) {
    var blocking = new JdkClientHttpRequestFactory();
    blocking.setReadTimeout(target.patience());
    var reactive = new JdkClientHttpConnector();
    reactive.setReadTimeout(target.patience());
    var api =
        OllamaApi.builder()
            .baseUrl(target.url())
            .restClientBuilder(RestClient.builder().requestFactory(blocking))
            .webClientBuilder(WebClient.builder().clientConnector(reactive))
            .build();
    var retries =
        RetryPolicy.builder().maxRetries(target.retries()).delay(Duration.ofMillis(1)).build();
    return OllamaChatModel.builder()
        .ollamaApi(api)
        .options(OllamaChatOptions.builder().model(target.model()).build())
        .retryTemplate(new RetryTemplate(retries))
        .build();
  }

  private static String read(org.springframework.ai.chat.model.ChatModel model) {
    return model.stream(new Prompt(QUESTION))
        .filter(response -> response.getResult() != null)
        .mapNotNull(response -> response.getResult().getOutput().getText())
        .collect(joining())
        .block(LONG);
  }

  private static Client genAiClient(Target target) {
    var retries =
        HttpRetryOptions.builder().attempts(target.retries() + 1).initialDelay(0.001).build();
    return Client.builder()
        .apiKey(KEY)
        .httpOptions(
            HttpOptions.builder()
                .baseUrl(target.url())
                .timeout((int) target.patience().toMillis())
                .retryOptions(retries)
                .build())
        .build();
  }

  private static String genAi(Target target) {
    return genAiClient(target).models.generateContent(target.model(), QUESTION, null).text();
  }

  private static String genAiStream(Target target) {
    var text = new StringBuilder();
    try (var stream =
        genAiClient(target).models.generateContentStream(target.model(), QUESTION, null)) {
      for (GenerateContentResponse piece : stream) {
        text.append(piece.text());
      }
    }
    return text.toString();
  }

  private static Message bedrockMessage() {
    return Message.builder()
        .role(ConversationRole.USER)
        .content(ContentBlock.fromText(QUESTION))
        .build();
  }

  private static void configure(ClientOverrideConfiguration.Builder options, Target target) {
    options
        .apiCallTimeout(target.patience())
        .retryStrategy(strategy -> strategy.maxAttempts(target.retries() + 1));
  }

  private static String bedrock(Target target) {
    try (var client =
        BedrockRuntimeClient.builder()
            .endpointOverride(URI.create(target.url()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(options -> configure(options, target))
            .build()) {
      var request =
          ConverseRequest.builder().modelId(target.model()).messages(bedrockMessage()).build();
      return client.converse(request).output().message().content().get(0).text();
    }
  }

  /** One for all tests: closing it takes seconds. */
  private static final class Netty {

    static final SdkAsyncHttpClient CLIENT =
        NettyNioAsyncHttpClient.builder().protocol(Protocol.HTTP1_1).build();
  }

  private static String bedrockStream(Target target) throws Exception {
    var text = new StringBuilder();
    try (var client =
        BedrockRuntimeAsyncClient.builder()
            .endpointOverride(URI.create(target.url()))
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(options -> configure(options, target))
            .httpClient(Netty.CLIENT)
            .build()) {
      var reader =
          ConverseStreamResponseHandler.Visitor.builder()
              .onContentBlockDelta(event -> text.append(event.delta().text()))
              .build();
      client
          .converseStream(
              ConverseStreamRequest.builder()
                  .modelId(target.model())
                  .messages(bedrockMessage())
                  .build(),
              ConverseStreamResponseHandler.builder().subscriber(reader).build())
          .get();
    }
    return text.toString();
  }

  private static String ollama(Target target, boolean streams) throws Exception {
    var client = new Ollama(target.url());
    client.setRequestTimeoutSeconds(Math.max(1, target.patience().toSeconds()));
    var request =
        OllamaChatRequest.builder()
            .withModel(target.model())
            .withMessage(OllamaChatMessageRole.USER, QUESTION);
    var answer = client.chat(request, streams ? piece -> {} : null).getResponseModel();
    return answer == null ? "" : answer.getMessage().getResponse();
  }

  private static OpenAIClientBuilder azureClient(Target target) {
    var retries = new FixedDelayOptions(target.retries(), Duration.ofMillis(1));
    return new OpenAIClientBuilder()
        .endpoint(target.url())
        .retryOptions(new RetryOptions(retries))
        .clientOptions(new HttpClientOptions().setResponseTimeout(target.patience()));
  }

  private static ChatCompletionsOptions azureRequest() {
    return new ChatCompletionsOptions(List.of(new ChatRequestUserMessage(QUESTION)));
  }

  private static String azure(Target target) {
    return text(
        azureClient(target).buildClient().getChatCompletions(target.model(), azureRequest()));
  }

  private static String text(ChatCompletions answer) {
    return answer.getChoices().get(0).getMessage().getContent();
  }

  private static String azureAsync(Target target) {
    return azureClient(target)
        .buildAsyncClient()
        .getChatCompletions(target.model(), azureRequest())
        .map(ClientForm::text)
        .block(LONG);
  }

  private static String azureStream(Target target) {
    return azureClient(target)
        .buildClient()
        .getChatCompletionsStream(target.model(), azureRequest())
        .stream()
        .map(ClientForm::piece)
        .collect(joining());
  }

  private static String piece(ChatCompletions chunk) {
    return chunk.getChoices().stream()
        .map(choice -> choice.getDelta().getContent())
        .collect(joining());
  }

  private static String azureAsyncStream(Target target) {
    return azureClient(target)
        .buildAsyncClient()
        .getChatCompletionsStream(target.model(), azureRequest())
        .map(ClientForm::piece)
        .collect(joining())
        .block(LONG);
  }

  private static String onAzure(Target target) {
    return AzureOpenAiChatModel.builder()
        .openAIClient(azureClient(target).buildClient())
        .deploymentName(target.model())
        .build()
        .chat(QUESTION);
  }
}

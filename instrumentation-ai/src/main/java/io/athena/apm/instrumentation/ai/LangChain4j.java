package io.athena.apm.instrumentation.ai;

import dev.langchain4j.model.StreamingResponseHandler;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.request.EmbeddingRequest;
import dev.langchain4j.model.embedding.response.EmbeddingResponse;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * Measures LangChain4j, 0.36 and later: models for chat and embeddings, and interfaces that {@code
 * AiServices} implements.
 *
 * <p>Since 1.0 the methods of the models' interfaces have the code, so that models of the
 * application are measured, too. Before, each model had its own: those of known providers are
 * hooked.
 */
public final class LangChain4j implements LibraryInstrumentation {

  private static final String PACKAGE = "dev.langchain4j.";
  private static final String MODEL = PACKAGE + "model.";
  private static final String REQUEST = MODEL + "chat.request.ChatRequest";
  private static final String OPTIONS = MODEL + "chat.ChatRequestOptions";
  private static final String HANDLER = MODEL + "chat.response.StreamingChatResponseHandler";
  private static final String OLD_HANDLER = MODEL + "StreamingResponseHandler";
  private static final String LIST = "java.util.List";

  /** The start of the names of models with their own code. */
  private static final List<String> PROVIDERS =
      List.of(
          "openai.OpenAi",
          "azure.AzureOpenAi",
          "anthropic.Anthropic",
          "ollama.Ollama",
          "mistralai.MistralAi",
          "googleai.GoogleAi",
          "googleai.GoogleAiGemini",
          "vertexai.VertexAi",
          "vertexai.VertexAiGemini",
          "bedrock.BedrockTitan",
          "bedrock.BedrockCohere",
          "cohere.Cohere",
          "github.GitHubModels",
          "localai.LocalAi",
          "openaiofficial.OpenAiOfficial");

  @Override
  public String name() {
    return "langchain4j";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "LangChain4j 0.36 and later: chat, streaming, asynchronous and embedding models, with"
        + " their tokens and first token; each method of an AiServices interface as one analysis";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    chat(hooks, MODEL + "chat.ChatModel#");
    stream(hooks, MODEL + "chat.StreamingChatModel");
    hooks.add(SentRequest.optional(embedding("") + "embed(" + embeddingRequest() + ")"));
    hooks.add(SentRequest.optional(embedding("") + "embedAsync(" + embeddingRequest() + ")"));
    for (String provider : PROVIDERS) {
      hooks.add(optional(MODEL + provider + "ChatModel#generate", "Generate"));
      generateStream(hooks, MODEL + provider + "StreamingChatModel#generate(");
      hooks.add(SentRequest.optional(embedding(provider) + "embedAll(" + LIST + ")"));
    }
    String services = PACKAGE + "service.";
    hooks.add(
        hook(
            services
                + "DefaultAiServices$1#invoke(java.lang.Object, java.lang.reflect.Method,"
                + " java.lang.Object[])",
            "Service"));
    hooks.add(hook(services + "AiServiceTokenStream#<init>", "Deferred"));
    hooks.add(hook(services + "AiServiceTokenStream#start()", "Started"));
    hooks.add(optional(PACKAGE + "internal.RetryUtils$RetryPolicy#sleep(int)", "Retried"));
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return LangChain4jHeaders.hooks(PACKAGE);
  }

  private static void chat(List<Hook> hooks, String model) {
    hooks.add(SentRequest.hook(model + "chat(" + REQUEST + ")"));
    hooks.add(SentRequest.optional(model + "chat(" + REQUEST + ", " + OPTIONS + ")"));
    hooks.add(SentRequest.optional(model + "chatAsync(" + REQUEST + ")"));
    hooks.add(SentRequest.optional(model + "chatAsync(" + REQUEST + ", " + OPTIONS + ")"));
  }

  private static void stream(List<Hook> hooks, String model) {
    String chat = model + "#chat(" + REQUEST + ", ";
    hooks.add(hook(chat + HANDLER + ")", "Streamed"));
    hooks.add(optional(chat + OPTIONS + ", " + HANDLER + ")", "StreamedWithOptions"));
    hooks.add(hook(model + "$2#subscribe(java.util.concurrent.Flow$Subscriber)", "Subscribed"));
  }

  private static void generateStream(List<Hook> hooks, String generate) {
    String tool = PACKAGE + "agent.tool.ToolSpecification";
    hooks.add(optional(generate + LIST + ", " + OLD_HANDLER + ")", "Streamed"));
    String second = ", " + OLD_HANDLER + ")";
    hooks.add(optional(generate + LIST + ", " + LIST + second, "StreamedWithOptions"));
    hooks.add(optional(generate + LIST + ", " + tool + second, "StreamedWithOptions"));
  }

  private static String embedding(String provider) {
    return MODEL + (provider.isEmpty() ? "embedding." : provider) + "EmbeddingModel#";
  }

  private static String embeddingRequest() {
    return MODEL + "embedding.request.EmbeddingRequest";
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, LangChain4jAdvice.class, advice);
  }

  private static Hook optional(String point, String advice) {
    return Hook.optional(point, LangChain4jAdvice.class, advice);
  }

  /** Reads the library's objects. One for each class of models. */
  public static final class ClientAdapter implements AiClient {

    private static final String UNSUPPORTED = PACKAGE + "exception.UnsupportedFeatureException";

    private static final PathReader MODEL_NAME =
        PathReader.ofFirst(problem -> {}, "modelName", "deploymentName");
    private static final PathReader CACHED =
        PathReader.ofFirst(
            problem -> {}, "inputTokensDetails", "cacheReadInputTokens", "cachedContentTokenCount");
    private static final PathReader CACHED_OF_DETAILS =
        PathReader.ofFirst(problem -> {}, "cachedTokens");
    private static final PathReader CACHE_WRITE =
        PathReader.ofFirst(problem -> {}, "cacheCreationInputTokens", "cacheWriteInputTokens");
    private static final PathReader REASONING =
        PathReader.ofFirst(problem -> {}, "outputTokensDetails", "thoughtsTokenCount");
    private static final PathReader REASONING_OF_DETAILS =
        PathReader.ofFirst(problem -> {}, "reasoningTokens");

    private final LibraryMember embeddingProvider = new LibraryMember();

    @Override
    public AiRequest request(String method, Object model, Object request) {
      if (request instanceof ChatRequest chat && !method.equals("generate")) {
        return method.equals("stream") ? streaming(model, chat) : chat((ChatModel) model, chat);
      }
      if (method.startsWith("embed")) {
        return embedding((EmbeddingModel) model, request);
      }
      // A model of 0.36, which has neither requests nor a provider.
      String provider = ModelProviders.of(null, model);
      return new AiRequest(provider, name(model), "chat", method.equals("stream"));
    }

    private static AiRequest chat(ChatModel model, ChatRequest request) {
      String provider = ModelProviders.of(model.provider().name(), model);
      return new AiRequest(
          provider, name(request, model.defaultRequestParameters()), "chat", false);
    }

    private static AiRequest streaming(Object client, ChatRequest request) {
      StreamingChatModel model = (StreamingChatModel) client;
      String provider = ModelProviders.of(model.provider().name(), model);
      return new AiRequest(provider, name(request, model.defaultRequestParameters()), "chat", true);
    }

    private static String name(ChatRequest request, ChatRequestParameters defaults) {
      String asked = request.modelName();
      return asked == null && defaults != null ? defaults.modelName() : asked;
    }

    /** A model that runs in this process sends no request. */
    private AiRequest embedding(EmbeddingModel model, Object request) {
      if (model.getClass().getName().contains(".onnx.")) {
        return null;
      }
      String known = embeddingProvider.get(() -> model.provider().name());
      String asked = request instanceof List ? null : ((EmbeddingRequest) request).modelName();
      return new AiRequest(
          ModelProviders.of(known, model),
          asked == null ? name(model) : asked,
          "embeddings",
          false);
    }

    /** Null for "unknown", which models inherit. */
    private static String name(Object model) {
      String name = MODEL_NAME.readText(model);
      return "unknown".equals(name) ? null : name;
    }

    /** Types that only later versions have come last. */
    @Override
    public Object answer(Object value, AiCall call) {
      if (value instanceof Flow.Subscriber<?> subscriber) {
        return new ObservedSubscriber<>(subscriber, call);
      }
      if (value instanceof StreamingResponseHandler<?> handler) {
        return ObservedHandler.of(StreamingResponseHandler.class, handler, call);
      }
      if (value instanceof ChatResponse || value instanceof Response) {
        piece(value, call);
        call.end(null);
      } else if (value instanceof StreamingChatResponseHandler handler) {
        return ObservedHandler.of(StreamingChatResponseHandler.class, handler, call);
      } else if (value instanceof EmbeddingResponse embeddings) {
        usage(embeddings.tokenUsage(), call);
        call.end(null);
      }
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) {
      if (piece instanceof ChatResponse chat) {
        usage(chat.tokenUsage(), call);
      } else if (piece instanceof Response<?> response) {
        usage(response.tokenUsage(), call);
      } else if (piece instanceof CompleteResponse complete) {
        usage(complete.chatResponse().tokenUsage(), call);
      } else if (piece instanceof PartialResponse || piece instanceof PartialToolCall) {
        call.content();
      }
    }

    private static void usage(TokenUsage usage, AiCall call) {
      if (usage != null) {
        call.usage(
            new io.athena.apm.instrumentation.ai.TokenUsage(
                number(usage.inputTokenCount()),
                number(usage.outputTokenCount()),
                number(CACHED.read(usage), CACHED_OF_DETAILS),
                number(CACHE_WRITE.read(usage), CACHE_WRITE),
                number(REASONING.read(usage), REASONING_OF_DETAILS)));
      }
    }

    /** A number, or the number that an object with details has. */
    private static Long number(Object value, PathReader ofDetails) {
      Object number = value instanceof Number ? value : ofDetails.read(value);
      return number instanceof Number count ? count.longValue() : null;
    }

    private static Long number(Integer count) {
      return count == null ? null : count.longValue();
    }

    @Override
    public boolean isUnsent(Throwable error) {
      Class<?> type = error.getClass();
      while (type != null && !type.getName().equals(UNSUPPORTED)) {
        type = type.getSuperclass();
      }
      return type != null;
    }
  }
}

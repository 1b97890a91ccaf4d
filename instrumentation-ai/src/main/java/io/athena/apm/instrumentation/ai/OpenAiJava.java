package io.athena.apm.instrumentation.ai;

import com.openai.core.ClientOptions;
import com.openai.core.JsonField;
import com.openai.core.http.StreamResponse;
import com.openai.models.ChatModel;
import com.openai.models.ResponsesModel;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ResponseUsage;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Measures openai-java, 0.43 and later: chat completions, responses and embeddings, synchronous,
 * asynchronous and streaming.
 *
 * <p>Every method of the library ends in its raw API, whose response is parsed at once, later or
 * never; so the hooks are there. Parsed streams are the source of synchronous and asynchronous
 * ones.
 */
public final class OpenAiJava implements LibraryInstrumentation {

  private static final String PACKAGE = "com.openai.";

  @Override
  public String name() {
    return "openai-java";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "openai-java 0.43 and later: chat completions, responses, embeddings; synchronous,"
        + " asynchronous, streaming and raw, with their tokens, first token and retries";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = StainlessClient.hooks(PACKAGE);
    String chat = "chat.completions.ChatCompletionCreateParams";
    add(hooks, "blocking.chat.ChatCompletionService", chat, "create", "createStreaming");
    add(hooks, "async.chat.ChatCompletionServiceAsync", chat, "create", "createStreaming");
    String responses = "responses.ResponseCreateParams";
    add(hooks, "blocking.ResponseService", responses, "create", "createStreaming");
    add(hooks, "async.ResponseServiceAsync", responses, "create", "createStreaming");
    String embeddings = "embeddings.EmbeddingCreateParams";
    add(hooks, "blocking.EmbeddingService", embeddings, "create");
    add(hooks, "async.EmbeddingServiceAsync", embeddings, "create");
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return StainlessHeaders.openAi(PACKAGE);
  }

  private static void add(List<Hook> hooks, String service, String request, String... methods) {
    hooks.addAll(StainlessClient.hooks(PACKAGE, service, request, methods));
  }

  /**
   * Reads the library's objects. Usage and pieces are read from the raw fields, because the typed
   * accessors throw where a server that is only compatible leaves one out.
   */
  public static final class ClientAdapter implements AiClient {

    private final LibraryMember azureVersion = new LibraryMember();
    private final LibraryMember responsesOnly = new LibraryMember();
    private final LibraryMember written = new LibraryMember();

    @Override
    public AiRequest request(String method, Object client, Object request) {
      String provider = provider((ClientOptions) client);
      boolean streaming = method.equals("createStreaming");
      if (request instanceof ChatCompletionCreateParams chat) {
        return new AiRequest(provider, chat.model().asString(), "chat", streaming);
      }
      if (request instanceof EmbeddingCreateParams embedding) {
        return new AiRequest(provider, embedding.model().asString(), "embeddings", false);
      }
      // Not model(): its type differs between versions.
      ResponsesModel model = known(((ResponseCreateParams) request)._model());
      return new AiRequest(provider, model == null ? null : name(model), "chat", streaming);
    }

    private String provider(ClientOptions options) {
      String provider = Providers.of(options.baseUrl());
      return provider.equals(Providers.COMPATIBLE) && isAzure(options)
          ? "azure.ai.openai"
          : provider;
    }

    /** Azure may be behind any host. */
    private boolean isAzure(ClientOptions options) {
      return azureVersion.get(() -> options.azureServiceVersion()) != null;
    }

    private String name(ResponsesModel model) {
      Optional<String> name = model.string().or(() -> model.chat().map(ChatModel::asString));
      return name.isPresent() ? name.get() : responsesOnly.get(() -> model.asOnly().asString());
    }

    @Override
    public boolean isBlocking(String type) {
      return type.contains(".services.blocking.");
    }

    @Override
    public Object answer(Object value, AiCall call) {
      if (value instanceof StreamResponse<?> stream) {
        return new ObservedResponse<>(stream, call);
      }
      if (value instanceof ChatCompletion chat) {
        usage(known(chat._usage()), call);
        call.end(null);
      } else if (value instanceof Response response) {
        usage(known(response._usage()), call);
        call.end(null);
      } else if (value instanceof CreateEmbeddingResponse embeddings) {
        usage(known(embeddings._usage()), call);
        call.end(null);
      }
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) {
      if (piece instanceof ChatCompletionChunk chunk) {
        usage(known(chunk._usage()), call);
        if (hasContent(chunk)) {
          call.content();
        }
      } else if (piece instanceof ResponseStreamEvent event) {
        event(event, call);
      }
    }

    private static boolean hasContent(ChatCompletionChunk chunk) {
      List<ChatCompletionChunk.Choice> choices = known(chunk._choices());
      for (int i = 0; choices != null && i < choices.size(); i++) {
        ChatCompletionChunk.Choice.Delta delta = known(choices.get(i)._delta());
        if (delta != null
            && (isText(delta._content()) || isText(delta._refusal()) || callsTool(delta))) {
          return true;
        }
      }
      return false;
    }

    private static boolean callsTool(ChatCompletionChunk.Choice.Delta delta) {
      List<ChatCompletionChunk.Choice.Delta.ToolCall> tools = known(delta._toolCalls());
      for (int i = 0; tools != null && i < tools.size(); i++) {
        ChatCompletionChunk.Choice.Delta.ToolCall.Function function =
            known(tools.get(i)._function());
        if (function != null && isText(function._arguments())) {
          return true;
        }
      }
      return false;
    }

    private static boolean isText(JsonField<String> field) {
      String text = known(field);
      return text != null && !text.isEmpty();
    }

    private void event(ResponseStreamEvent event, AiCall call) {
      if (event.outputTextDelta().isPresent()
          || event.functionCallArgumentsDelta().isPresent()
          || event.refusalDelta().isPresent()) {
        call.content();
      } else if (event.completed().isPresent()) {
        usage(known(event.completed().get().response()._usage()), call);
      } else if (event.incomplete().isPresent()) {
        usage(known(event.incomplete().get().response()._usage()), call);
        call.failed("ResponseIncompleteEvent");
      } else if (event.failed().isPresent()) {
        usage(known(event.failed().get().response()._usage()), call);
        call.failed("ResponseFailedEvent");
      } else if (event.error().isPresent()) {
        call.failed("ResponseErrorEvent");
      }
    }

    private void usage(CompletionUsage usage, AiCall call) {
      if (usage != null) {
        CompletionUsage.PromptTokensDetails input = known(usage._promptTokensDetails());
        CompletionUsage.CompletionTokensDetails output = known(usage._completionTokensDetails());
        call.usage(
            new TokenUsage(
                known(usage._promptTokens()),
                known(usage._completionTokens()),
                input == null ? null : known(input._cachedTokens()),
                input == null ? null : written.get(() -> known(input._cacheWriteTokens())),
                output == null ? null : known(output._reasoningTokens())));
      }
    }

    private void usage(ResponseUsage usage, AiCall call) {
      if (usage != null) {
        ResponseUsage.InputTokensDetails input = known(usage._inputTokensDetails());
        ResponseUsage.OutputTokensDetails output = known(usage._outputTokensDetails());
        call.usage(
            new TokenUsage(
                known(usage._inputTokens()),
                known(usage._outputTokens()),
                input == null ? null : known(input._cachedTokens()),
                input == null ? null : written.get(() -> known(input._cacheWriteTokens())),
                output == null ? null : known(output._reasoningTokens())));
      }
    }

    private static void usage(CreateEmbeddingResponse.Usage usage, AiCall call) {
      if (usage != null) {
        call.usage(new TokenUsage(known(usage._promptTokens()), null, null, null, null));
      }
    }

    private static <T> T known(JsonField<T> field) {
      return field.asKnown().orElse(null);
    }

    /** The application's stream, which reports each piece. */
    private static final class ObservedResponse<T> implements StreamResponse<T> {

      private final StreamResponse<T> stream;
      private final AiCall call;

      ObservedResponse(StreamResponse<T> stream, AiCall call) {
        this.stream = stream;
        this.call = call;
      }

      @Override
      public Stream<T> stream() {
        return ObservedStream.of(stream.stream(), call);
      }

      @Override
      public void close() {
        try {
          stream.close();
        } finally {
          call.end(null);
        }
      }
    }
  }
}

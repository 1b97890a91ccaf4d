package io.athena.apm.instrumentation.ai;

import com.anthropic.core.ClientOptions;
import com.anthropic.core.JsonField;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.messages.BetaCacheCreation;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaMessageDeltaUsage;
import com.anthropic.models.beta.messages.BetaOutputTokensDetails;
import com.anthropic.models.beta.messages.BetaRawContentBlockDelta;
import com.anthropic.models.beta.messages.BetaRawMessageDeltaEvent;
import com.anthropic.models.beta.messages.BetaRawMessageStartEvent;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.beta.messages.BetaUsage;
import com.anthropic.models.messages.CacheCreation;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.OutputTokensDetails;
import com.anthropic.models.messages.RawContentBlockDelta;
import com.anthropic.models.messages.RawMessageDeltaEvent;
import com.anthropic.models.messages.RawMessageStartEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.Usage;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.stream.Stream;

/**
 * Measures anthropic-java, 1.4 and later: messages and beta messages, synchronous, asynchronous and
 * streaming.
 */
public final class AnthropicJava implements LibraryInstrumentation {

  private static final String PACKAGE = "com.anthropic.";

  @Override
  public String name() {
    return "anthropic-java";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "anthropic-java 1.4 and later: messages and beta messages; synchronous, asynchronous,"
        + " streaming and raw, with their tokens, first token and retries";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = StainlessClient.hooks(PACKAGE);
    add(hooks, "blocking.MessageService", "messages");
    add(hooks, "async.MessageServiceAsync", "messages");
    add(hooks, "blocking.beta.MessageService", "beta.messages");
    add(hooks, "async.beta.MessageServiceAsync", "beta.messages");
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return StainlessHeaders.anthropic(PACKAGE);
  }

  private static void add(List<Hook> hooks, String service, String models) {
    String request = models + ".MessageCreateParams";
    hooks.addAll(StainlessClient.hooks(PACKAGE, service, request, "create", "createStreaming"));
  }

  /**
   * Reads the library's objects, usage from the raw fields: the typed accessors throw where one is
   * left out. What a version does not have is unknown.
   */
  public static final class ClientAdapter implements AiClient {

    private final LibraryMember messageStart = new LibraryMember("start");
    private final LibraryMember messageDelta = new LibraryMember("delta");
    private final LibraryMember baseUrl = new LibraryMember();
    private final LibraryMember reasoning = new LibraryMember();
    private final LibraryMember written = new LibraryMember();

    @Override
    public AiRequest request(String method, Object client, Object request) {
      String url = baseUrl.get(() -> ((ClientOptions) client).baseUrl());
      String known = Providers.of(url);
      String model =
          request instanceof MessageCreateParams messages
              ? messages.model().asString()
              : ((com.anthropic.models.beta.messages.MessageCreateParams) request)
                  .model()
                  .asString();
      String provider = known.equals(Providers.COMPATIBLE) ? "anthropic" : known;
      return new AiRequest(provider, model, "chat", method.equals("createStreaming"));
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
      if (value instanceof Message message) {
        usage(known(message._usage()), call);
        call.end(null);
      } else if (value instanceof BetaMessage message) {
        usage(known(message._usage()), call);
        call.end(null);
      }
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) throws ReflectiveOperationException {
      if (piece instanceof RawMessageStreamEvent event) {
        piece(event, call);
      } else if (piece instanceof BetaRawMessageStreamEvent event) {
        piece(event, call);
      }
    }

    private void piece(RawMessageStreamEvent event, AiCall call)
        throws ReflectiveOperationException {
      if (event.contentBlockDelta().isPresent()) {
        RawContentBlockDelta delta = event.contentBlockDelta().get().delta();
        if (delta.text().isPresent() || delta.inputJson().isPresent()) {
          call.content();
        }
        return;
      }
      RawMessageStartEvent start = messageStart.get(event, () -> event.messageStart());
      if (start != null) {
        Message message = known(start._message());
        usage(message == null ? null : known(message._usage()), call);
      }
      RawMessageDeltaEvent delta = messageDelta.get(event, () -> event.messageDelta());
      if (delta != null) {
        usage(known(delta._usage()), call);
      }
    }

    private void piece(BetaRawMessageStreamEvent event, AiCall call)
        throws ReflectiveOperationException {
      if (event.contentBlockDelta().isPresent()) {
        BetaRawContentBlockDelta delta = event.contentBlockDelta().get().delta();
        if (delta.text().isPresent() || delta.inputJson().isPresent()) {
          call.content();
        }
        return;
      }
      BetaRawMessageStartEvent start = messageStart.get(event, () -> event.messageStart());
      if (start != null) {
        BetaMessage message = known(start._message());
        usage(message == null ? null : known(message._usage()), call);
      }
      BetaRawMessageDeltaEvent delta = messageDelta.get(event, () -> event.messageDelta());
      if (delta != null) {
        usage(known(delta._usage()), call);
      }
    }

    private void usage(Usage usage, AiCall call) {
      if (usage != null) {
        usage(
            call,
            usage._inputTokens(),
            usage._outputTokens(),
            usage._cacheReadInputTokens(),
            usage._cacheCreationInputTokens(),
            written.get(() -> hour(known(usage._cacheCreation()))),
            reasoning.get(() -> thinking(known(usage._outputTokensDetails()))));
      }
    }

    private void usage(MessageDeltaUsage usage, AiCall call) {
      if (usage != null) {
        usage(
            call,
            usage._inputTokens(),
            usage._outputTokens(),
            usage._cacheReadInputTokens(),
            usage._cacheCreationInputTokens(),
            null,
            reasoning.get(() -> thinking(known(usage._outputTokensDetails()))));
      }
    }

    private void usage(BetaUsage usage, AiCall call) {
      if (usage != null) {
        usage(
            call,
            usage._inputTokens(),
            usage._outputTokens(),
            usage._cacheReadInputTokens(),
            usage._cacheCreationInputTokens(),
            written.get(() -> hour(known(usage._cacheCreation()))),
            reasoning.get(() -> thinking(known(usage._outputTokensDetails()))));
      }
    }

    private void usage(BetaMessageDeltaUsage usage, AiCall call) {
      if (usage != null) {
        usage(
            call,
            usage._inputTokens(),
            usage._outputTokens(),
            usage._cacheReadInputTokens(),
            usage._cacheCreationInputTokens(),
            null,
            reasoning.get(() -> thinking(known(usage._outputTokensDetails()))));
      }
    }

    private static void usage(
        AiCall call,
        JsonField<Long> input,
        JsonField<Long> output,
        JsonField<Long> cacheRead,
        JsonField<Long> cacheWrite,
        Long cacheWriteHour,
        Long thinking) {
      call.usage(
          new TokenUsage(
              known(input),
              known(output),
              known(cacheRead),
              known(cacheWrite),
              cacheWriteHour,
              thinking));
    }

    private static Long hour(CacheCreation written) {
      return written == null ? null : known(written._ephemeral1hInputTokens());
    }

    private static Long hour(BetaCacheCreation written) {
      return written == null ? null : known(written._ephemeral1hInputTokens());
    }

    private static Long thinking(OutputTokensDetails details) {
      return details == null ? null : known(details._thinkingTokens());
    }

    private static Long thinking(BetaOutputTokensDetails details) {
      return details == null ? null : known(details._thinkingTokens());
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

package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import software.amazon.awssdk.awscore.eventstream.EventStreamResponseHandler;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDelta;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamMetadataEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.PayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.ResponseStream;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

/**
 * Measures the AWS SDK's client of the Bedrock runtime, 2.20 and later: converse, its stream,
 * invokeModel and its stream, synchronous and asynchronous.
 *
 * <p>The body of invokeModel has each vendor's own format and is never read: tokens come from the
 * response's headers, and which piece of such a stream is the first content is unknown.
 */
public final class BedrockRuntime implements LibraryInstrumentation {

  private static final String PACKAGE = "software.amazon.awssdk.services.bedrockruntime.";

  @Override
  public String name() {
    return "bedrock-runtime";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "AWS Bedrock runtime 2.20 and later: converse, invokeModel and their streams,"
        + " synchronous and asynchronous, with their tokens, retries and converseStream's first"
        + " token";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        SentRequest.optional(PACKAGE + "DefaultBedrockRuntimeClient#invokeModel"),
        SentRequest.optional(PACKAGE + "DefaultBedrockRuntimeClient#converse"),
        SentRequest.optional(PACKAGE + "DefaultBedrockRuntimeAsyncClient#invokeModel"),
        SentRequest.optional(PACKAGE + "DefaultBedrockRuntimeAsyncClient#converse"),
        SentRequest.streamed(
            PACKAGE + "DefaultBedrockRuntimeAsyncClient#invokeModelWithResponseStream"),
        SentRequest.streamed(PACKAGE + "DefaultBedrockRuntimeAsyncClient#converseStream"),
        Hook.of(
            "software.amazon.awssdk.core.internal.http.pipeline.stages.utils.RetryableStageHelper"
                + "#logBackingOff",
            BedrockRuntime.class,
            "Retried"));
  }

  @Override
  public List<Hook> headerHooks() {
    return BedrockHeaders.hooks();
  }

  @Override
  public List<String> headerPackages() {
    return List.of("software.amazon.awssdk.core.");
  }

  /** An adaptive client may wait before its first attempt, too. */
  static final class Retried {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.FieldValue("attemptNumber") int attempts) {
      if (attempts > 0) {
        Probes.ai().retried();
      }
    }
  }

  /** Reads the library's objects. Types that only later versions have come last. */
  public static final class ClientAdapter implements AiClient {

    private static final String PROVIDER = "aws.bedrock";

    private final LibraryMember cacheRead = new LibraryMember();
    private final LibraryMember cacheWrite = new LibraryMember();

    @Override
    public AiRequest request(String method, Object client, Object request) {
      if (request instanceof InvokeModelRequest invoke) {
        return invoke(invoke.modelId(), false);
      }
      if (request instanceof InvokeModelWithResponseStreamRequest invoke) {
        return invoke(invoke.modelId(), true);
      }
      return request instanceof ConverseRequest converse
          ? new AiRequest(PROVIDER, converse.modelId(), "chat", false)
          : new AiRequest(PROVIDER, ((ConverseStreamRequest) request).modelId(), "chat", true);
    }

    private static AiRequest invoke(String model, boolean streaming) {
      boolean embeds = model != null && model.contains("embed");
      return new AiRequest(PROVIDER, model, embeds ? "embeddings" : "chat", streaming);
    }

    @Override
    public boolean isBlocking(String type) {
      return type.endsWith("DefaultBedrockRuntimeClient");
    }

    @Override
    public Object answer(Object value, AiCall call) {
      if (value instanceof InvokeModelResponse response) {
        usage(response, call);
        call.end(null);
      } else if (value instanceof InvokeModelWithResponseStreamResponseHandler handler) {
        return new ObservedInvoke(handler, call);
      } else if (value instanceof ConverseResponse response) {
        usage(response.usage(), call);
        call.end(null);
      } else if (value instanceof ConverseStreamResponseHandler handler) {
        return new ObservedConverse(handler, call);
      }
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) {
      if (piece instanceof InvokeModelWithResponseStreamResponse response) {
        usage(response, call);
      } else if (piece instanceof PayloadPart) {
        return;
      } else if (piece instanceof ContentBlockDeltaEvent event) {
        if (event.delta() != null && hasContent(event.delta())) {
          call.content();
        }
      } else if (piece instanceof ConverseStreamMetadataEvent metadata) {
        usage(metadata.usage(), call);
      }
    }

    private static boolean hasContent(ContentBlockDelta delta) {
      String text = delta.toolUse() == null ? delta.text() : delta.toolUse().input();
      return text != null && !text.isEmpty();
    }

    /** What can't be encoded was not sent. */
    @Override
    public boolean isUnsent(Throwable error) {
      return error.getCause() instanceof IllegalArgumentException;
    }

    private void usage(TokenUsage usage, AiCall call) {
      if (usage != null) {
        call.usage(
            new io.athena.apm.instrumentation.ai.TokenUsage(
                number(usage.inputTokens()),
                number(usage.outputTokens()),
                cacheRead.get(() -> number(usage.cacheReadInputTokens())),
                cacheWrite.get(() -> number(usage.cacheWriteInputTokens())),
                null));
      }
    }

    private static Long number(Integer count) {
      return count == null ? null : count.longValue();
    }

    private static void usage(SdkResponse response, AiCall call) {
      SdkHttpResponse http = response.sdkHttpResponse();
      if (http != null) {
        call.usage(
            new io.athena.apm.instrumentation.ai.TokenUsage(
                number(http.firstMatchingHeader("x-amzn-bedrock-input-token-count")),
                number(http.firstMatchingHeader("x-amzn-bedrock-output-token-count")),
                null,
                null,
                null));
      }
    }

    private static Long number(Optional<String> header) {
      try {
        return header.isPresent() ? Long.valueOf(header.get()) : null;
      } catch (NumberFormatException other) {
        return null;
      }
    }

    /** The application's handler, whose events are reported first. */
    private static class Observed<R, E> implements EventStreamResponseHandler<R, E> {

      private final EventStreamResponseHandler<R, E> handler;
      private final AiCall call;

      Observed(EventStreamResponseHandler<R, E> handler, AiCall call) {
        this.handler = handler;
        this.call = call;
      }

      @Override
      public void responseReceived(R response) {
        call.piece(response);
        handler.responseReceived(response);
      }

      @Override
      public void onEventStream(SdkPublisher<E> events) {
        handler.onEventStream(events.map(this::observed));
      }

      private E observed(E event) {
        call.piece(event);
        return event;
      }

      @Override
      public void exceptionOccurred(Throwable error) {
        handler.exceptionOccurred(error);
      }

      @Override
      public void complete() {
        handler.complete();
      }
    }

    private static final class ObservedInvoke
        extends Observed<InvokeModelWithResponseStreamResponse, ResponseStream>
        implements InvokeModelWithResponseStreamResponseHandler {

      ObservedInvoke(InvokeModelWithResponseStreamResponseHandler handler, AiCall call) {
        super(handler, call);
      }
    }

    private static final class ObservedConverse
        extends Observed<ConverseStreamResponse, ConverseStreamOutput>
        implements ConverseStreamResponseHandler {

      ObservedConverse(ConverseStreamResponseHandler handler, AiCall call) {
        super(handler, call);
      }
    }
  }
}

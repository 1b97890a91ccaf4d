package io.athena.apm.instrumentation.ai;

import com.google.genai.types.Candidate;
import com.google.genai.types.Content;
import com.google.genai.types.ContentEmbedding;
import com.google.genai.types.ContentEmbeddingStatistics;
import com.google.genai.types.EmbedContentResponse;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.HttpRetryOptions;
import com.google.genai.types.Part;
import com.google.genai.types.UsageMetadata;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Measures Google GenAI, 1.0 and later: content, streams and embeddings, synchronous and
 * asynchronous.
 *
 * <p>A private method sends each request. The public one around it may send several: the library
 * calls the application's functions and asks again, or continues an answer that stopped. A stream
 * stays the library's object, because a chat keeps its history in it.
 */
public final class GoogleGenAi implements LibraryInstrumentation {

  private static final String PACKAGE = "com.google.genai.";

  @Override
  public String name() {
    return "google-genai";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Google GenAI 1.0 and later: content, streams and embeddings of Gemini and Vertex AI,"
        + " synchronous and asynchronous, with their tokens, first token and retries;"
        + " automatic function calling and continued answers as one analysis";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    client(hooks, PACKAGE + "Models#");
    client(hooks, PACKAGE + "AsyncModels#");
    hooks.add(optional("Models#processResponseForPrivateGenerateContent", "Parsed"));
    hooks.add(optional("Models#processResponseForPrivateGenerateContentStream", "Parsed"));
    hooks.add(optional("Models#processResponseForPrivateEmbedContent", "Parsed"));
    hooks.add(SentRequest.responded(PACKAGE + "ResponseStream#<init>"));
    hooks.add(hook("ResponseStream#closeOwnResponse|close()", "Closed"));
    String iterator = "ResponseStream$ResponseStreamIterator#";
    hooks.add(hook(iterator + "readCurrent|next()", "Read"));
    hooks.add(hook(iterator + "readNextJson()", "Failed"));
    hooks.add(optional("ResponseStream#setContinuation", "Continues"));
    hooks.add(optional(iterator + "hasMore", "Continued"));
    hooks.add(optional(iterator + "next()", "Continued"));
    hooks.add(hook(iterator + "hasNext()", "Exhausted"));
    hooks.add(hook("RetryInterceptor#calculateDelay", "Retried"));
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return GoogleGenAiHeaders.hooks(PACKAGE);
  }

  private static void client(List<Hook> hooks, String models) {
    String config = "com.google.genai.types.GenerateContentConfig";
    String generate = "generateContent(java.lang.String, java.util.List, " + config + ")";
    hooks.add(Hook.of(models + generate, GoogleGenAi.class, "Analyzed"));
    String stream = generate.replace("Content(", "ContentStream(");
    hooks.add(Hook.of(models + stream, GoogleGenAi.class, "AnalyzedStream"));
    hooks.add(Hook.optional(models + "privateGenerateContent", GoogleGenAi.class, "Sent"));
    hooks.add(Hook.optional(models + "privateGenerateContentStream", GoogleGenAi.class, "Sent"));
    hooks.add(Hook.optional(models + "privateEmbedContent", GoogleGenAi.class, "Sent"));
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(PACKAGE + point, GoogleGenAi.class, advice);
  }

  private static Hook optional(String point, String advice) {
    return Hook.optional(PACKAGE + point, GoogleGenAi.class, advice);
  }

  static final class Analyzed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return Probes.ai().startAnalysis("generate_content");
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }

  static final class AnalyzedStream {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return Probes.ai().startStream("generate_content");
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }

  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.FieldValue("apiClient") Object client,
        @Advice.Argument(0) Object model) {
      return Probes.ai().startCall(type, method, client, model);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }

  /** Ends the call of a future before the library's or the application's code that follows it. */
  static final class Parsed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Origin("#t") String type, @Advice.Argument(0) Object response) {
      Probes.ai().responded(type, response);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Argument(0) Object response,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object value,
        @Advice.Thrown Throwable error) {
      Probes.ai().parsed(response, value, error);
    }
  }

  static final class Read {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.FieldValue("this$0") Object stream,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object piece,
        @Advice.Thrown Throwable error) {
      if (error == null) {
        Probes.ai().streamed(stream, piece);
      } else {
        Probes.ai().parsed(stream, null, error);
      }
    }
  }

  /** The library asks for the rest of an answer that stopped before its end. */
  static final class Continues {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object stream) {
      Probes.ai().continues(stream);
    }
  }

  /** The request for the rest belongs to the same analysis. */
  static final class Continued {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(@Advice.FieldValue("this$0") Object stream) {
      return Probes.ai().beforeRead(stream);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.Enter Object reading) {
      Probes.ai().afterRead(reading);
    }
  }

  static final class Failed {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.FieldValue("this$0") Object stream, @Advice.Thrown Throwable error) {
      if (error != null) {
        Probes.ai().parsed(stream, null, error);
      }
    }
  }

  static final class Exhausted {

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.FieldValue("this$0") Object stream, @Advice.Return boolean more) {
      if (!more) {
        Probes.ai().closed(stream);
      }
    }
  }

  static final class Closed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object stream) {
      Probes.ai().closed(stream);
    }
  }

  /** The library waits after the last attempt, too. */
  static final class Retried {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(
        @Advice.FieldValue("RETRY_MAX_ATTEMPTS") int most,
        @Advice.Argument(0) Object options,
        @Advice.Argument(1) int attempt) {
      if (attempt < ((HttpRetryOptions) options).attempts().orElse(most)) {
        Probes.ai().retried();
      }
    }
  }

  /** Reads the library's objects. */
  public static final class ClientAdapter implements AiClient {

    /** The class that has it is not public in all versions. */
    private static final PathReader VERTEX_AI = PathReader.ofFirst(problem -> {}, "vertexAI");

    private final LibraryMember embeddingUsage = new LibraryMember();

    @Override
    public AiRequest request(String method, Object client, Object model) {
      boolean isVertex = Boolean.TRUE.equals(VERTEX_AI.readBoolean(client));
      return new AiRequest(
          isVertex ? "gcp.vertex_ai" : "gcp.gemini",
          (String) model,
          method.equals("privateEmbedContent") ? "embeddings" : "generate_content",
          method.endsWith("Stream"));
    }

    @Override
    public Object answer(Object value, AiCall call) {
      if (value instanceof GenerateContentResponse response) {
        usage(response, call);
        call.end(null);
      } else if (value instanceof EmbedContentResponse embeddings) {
        call.usage(new TokenUsage(tokens(embeddings), null, null, null, null));
        call.end(null);
      }
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) {
      if (piece instanceof GenerateContentResponse response) {
        usage(response, call);
        if (hasContent(response)) {
          call.content();
        }
      }
    }

    /** The library checks its arguments before it sends; later errors are its own. */
    @Override
    public boolean isUnsent(Throwable error) {
      return error instanceof IllegalArgumentException
          || error instanceof UnsupportedOperationException;
    }

    private static void usage(GenerateContentResponse response, AiCall call) {
      GenerateContentResponseUsageMetadata usage = response.usageMetadata().orElse(null);
      if (usage != null) {
        call.usage(
            new TokenUsage(
                number(usage.promptTokenCount()),
                number(usage.candidatesTokenCount()),
                number(usage.cachedContentTokenCount()),
                null,
                number(usage.thoughtsTokenCount())));
      }
    }

    private static Long number(Optional<? extends Number> count) {
      return count.isPresent() ? (Long) count.get().longValue() : null;
    }

    private static boolean hasContent(GenerateContentResponse response) {
      for (Candidate candidate : response.candidates().orElse(List.of())) {
        for (Part part : candidate.content().flatMap(Content::parts).orElse(List.of())) {
          boolean isThought = part.thought().orElse(false);
          boolean isText = !isThought && !part.text().orElse("").isEmpty();
          if (isText || part.functionCall().isPresent()) {
            return true;
          }
        }
      }
      return false;
    }

    /** Gemini reports tokens of the request, if at all; Vertex AI those of each text. */
    private Long tokens(EmbedContentResponse response) {
      Optional<UsageMetadata> usage = embeddingUsage.get(() -> response.usageMetadata());
      if (usage != null && usage.isPresent()) {
        return number(usage.get().promptTokenCount());
      }
      Long sum = null;
      for (ContentEmbedding embedding : response.embeddings().orElse(List.of())) {
        Optional<Float> tokens =
            embedding.statistics().flatMap(ContentEmbeddingStatistics::tokenCount);
        if (tokens.isEmpty()) {
          return null;
        }
        sum = (sum == null ? 0 : sum) + tokens.get().longValue();
      }
      return sum;
    }
  }
}

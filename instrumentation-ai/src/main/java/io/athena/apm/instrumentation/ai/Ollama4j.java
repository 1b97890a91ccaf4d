package io.athena.apm.instrumentation.ai;

import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import io.github.ollama4j.models.chat.OllamaChatResponseModel;
import io.github.ollama4j.models.chat.OllamaChatResult;
import io.github.ollama4j.models.response.OllamaAsyncResultStreamer;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Measures ollama4j, 1.0.100 and later: chat, generate and embeddings.
 *
 * <p>A caller of an endpoint sends each request, its method with a handler through the one without.
 * {@code chat} calls the application's tools and asks again.
 */
public final class Ollama4j implements LibraryInstrumentation {

  private static final String PACKAGE = "io.github.ollama4j.";

  @Override
  public String name() {
    return "ollama4j";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "ollama4j 1.0.100 and later: chat, generate and embeddings with their tokens, streams with"
        + " their first token; chat with tools as one analysis. Of `generateAsync` tokens and first"
        + " token are unknown, before 1.1 also the tokens of `generate` without a stream";
  }

  @Override
  public List<Hook> hooks() {
    String chat = "models.request.OllamaChatEndpointCaller#";
    String generate = "models.request.OllamaGenerateEndpointCaller#";
    String embeddings = "(" + PACKAGE + "models.embeddings.OllamaEmbed";
    return List.of(
        hook("Ollama#chat", "Analyzed"),
        hook("OllamaAPI#chatStreaming", "Analyzed"),
        SentRequest.streamed(PACKAGE + chat + "call"),
        sent(chat + "callSync"),
        sent(generate + "call"),
        sent(generate + "callSync"),
        Hook.optional(
            PACKAGE + "models.generate.OllamaGenerateStreamObserver#<init>",
            SentRequest.class,
            "Responded"),
        hook("models.generate.OllamaGenerateStreamObserver#notify", "Read"),
        hook("models.response.OllamaAsyncResultStreamer#run()", "Run"),
        sent("Ollama#embed"),
        sent("OllamaAPI#embed" + embeddings + "RequestModel)"),
        sent("OllamaAPI#generateEmbeddings" + embeddings + "dingsRequestModel)"),
        sent("OllamaAPI#generate(java.lang.String, java.lang.String, java.util.Map)"));
  }

  @Override
  public List<Hook> headerHooks() {
    return Ollama4jHeaders.hooks(PACKAGE);
  }

  private static Hook hook(String point, String advice) {
    return Hook.optional(PACKAGE + point, Ollama4j.class, advice);
  }

  private static Hook sent(String point) {
    return SentRequest.optional(PACKAGE + point);
  }

  static final class Analyzed {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter() {
      return Probes.ai().startAnalysis("chat");
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object analysis,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object result,
        @Advice.Thrown Throwable error) {
      Probes.ai().endAnalysis(analysis, result, error);
    }
  }

  /** Where the application's handler throws, it has closed the stream. */
  static final class Read {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.This Object stream, @Advice.Argument(0) Object piece) {
      Probes.ai().streamed(stream, piece);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(@Advice.This Object stream, @Advice.Thrown Throwable error) {
      if (error != null) {
        Probes.ai().closed(stream);
      }
    }
  }

  /** A thread that keeps its answer, and whether it failed, in itself. */
  static final class Run {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.This Object thread,
        @Advice.FieldValue("ollamaRequestModel") Object request) {
      return Probes.ai().startCall(type, method, thread, request);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call, @Advice.This Object thread, @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, thread, error);
    }
  }

  /** Reads the library's objects, of which some have another name or fewer members before 1.1. */
  public static final class ClientAdapter implements AiClient {

    private static final PathReader MODEL = reader("model");
    private static final PathReader STREAM = reader("stream");
    private static final PathReader MESSAGE = reader("message");
    private static final PathReader TEXT = reader("response", "content");
    private static final PathReader TOOLS = reader("toolCalls");
    private static final PathReader INPUT = reader("promptEvalCount");
    private static final PathReader OUTPUT = reader("evalCount");

    private static PathReader reader(String... names) {
      return PathReader.ofFirst(problem -> {}, names);
    }

    @Override
    public AiRequest request(String method, Object client, Object request) {
      boolean isThread = client instanceof OllamaAsyncResultStreamer;
      return new AiRequest(
          "ollama",
          request instanceof String model ? model : MODEL.readText(request),
          operation(method, client),
          isThread || Boolean.TRUE.equals(STREAM.readBoolean(request)));
    }

    private static String operation(String method, Object client) {
      if (method.contains("mbed")) {
        return "embeddings";
      }
      boolean isChat = client.getClass().getSimpleName().equals("OllamaChatEndpointCaller");
      return isChat ? "chat" : "text_completion";
    }

    @Override
    public boolean isBlocking(String type) {
      return true;
    }

    @Override
    public Object answer(Object value, AiCall call) {
      if (value instanceof Consumer<?> handler) {
        return ObservedHandler.of(handlerType(handler.getClass()), handler, call);
      }
      if (value instanceof OllamaChatResult result) {
        OllamaChatResponseModel answer = result.getResponseModel();
        usage(answer, call);
        if (answer.getError() != null) {
          call.failed("OllamaChatResponseModel");
        }
      } else if (value instanceof OllamaAsyncResultStreamer thread) {
        if (!thread.isSucceeded()) {
          call.failed("OllamaAsyncResultStreamer");
        }
      } else {
        usage(value, call);
      }
      call.end(null);
      return value;
    }

    /** The library's interface of handlers; it has another name before 1.1. */
    private static Class<?> handlerType(Class<?> type) {
      if (type.isInterface() && type.getName().startsWith(PACKAGE)) {
        return type;
      }
      for (Class<?> each : type.getInterfaces()) {
        Class<?> found = handlerType(each);
        if (found != null) {
          return found;
        }
      }
      return type.getSuperclass() == null ? null : handlerType(type.getSuperclass());
    }

    @Override
    public void piece(Object piece, AiCall call) {
      usage(piece, call);
      Object message = MESSAGE.read(piece);
      Object holder = message == null ? piece : message;
      if ((TEXT.read(holder) instanceof String text && !text.isEmpty())
          || (TOOLS.read(holder) instanceof Collection<?> tools && !tools.isEmpty())) {
        call.content();
      }
    }

    /** Answers with embeddings have 0 where the server did not report a number. */
    private static void usage(Object answer, AiCall call) {
      Long input = number(INPUT.read(answer));
      Long output = number(OUTPUT.read(answer));
      boolean isReported = input != null && input > 0;
      if (isReported || output != null) {
        call.usage(new TokenUsage(isReported ? input : null, output, null, null, null));
      }
    }

    private static Long number(Object value) {
      return value instanceof Number count ? count.longValue() : null;
    }

    /** The library makes a URL of its address before it sends. */
    @Override
    public boolean isUnsent(Throwable error) {
      return error instanceof IllegalArgumentException;
    }
  }
}

package io.athena.apm.instrumentation.ai;

import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Measures Spring AI, 1.0 and later: its own HTTP clients for chat and embeddings; models and
 * {@code ChatClient} as analyses.
 *
 * <p>Models and {@code ChatClient} send no requests, and may send several through a client: one for
 * each round of tools. The client is Spring AI's own or the provider's SDK, which has an
 * instrumentation of its own. So each request is counted where it is sent, with the numbers that
 * the provider reports.
 */
public final class SpringAi implements LibraryInstrumentation {

  private static final String PACKAGE = "org.springframework.ai.";

  /** The start of the names of models above an HTTP client, in some versions above an SDK. */
  private static final List<String> OVER_CLIENTS =
      List.of(
          "openai.OpenAi",
          "anthropic.Anthropic",
          "ollama.Ollama",
          "mistralai.MistralAi",
          "deepseek.DeepSeek",
          "minimax.MiniMax",
          "zhipuai.ZhiPuAi");

  private static final List<String> OVER_SDKS =
      List.of(
          "azure.openai.AzureOpenAi",
          "openaisdk.OpenAiSdk",
          "google.genai.GoogleGenAi",
          "bedrock.converse.BedrockProxy");

  @Override
  public String name() {
    return "spring-ai";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "Spring AI 1.0 and later: chat, streaming and embeddings of its own HTTP clients, with"
        + " their tokens and first token; models and `ChatClient` as one analysis, also above"
        + " openai-java and anthropic-java. An application's own `ChatModel` is no call: the"
        + " requests of a measured client below it are";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    String client = PACKAGE + "chat.client.DefaultChatClient$Default";
    hooks.add(SentRequest.hook(client + "CallResponseSpec#doGetObservableChatClientResponse"));
    hooks.add(published(client + "StreamResponseSpec#doGetObservableFluxChatResponse"));
    for (String name : OVER_CLIENTS) {
      model(hooks, name);
      String api = PACKAGE + name.replace(".", ".api.") + "Api#";
      hooks.add(SentRequest.hook(api + "chatCompletionEntity|chat"));
      hooks.add(published(api + "chatCompletionStream|streamingChat"));
      hooks.add(SentRequest.optional(api + "embeddings|embed"));
    }
    for (String name : OVER_SDKS) {
      model(hooks, name);
    }
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return SpringHeaders.hooks();
  }

  @Override
  public List<String> headerPackages() {
    return SpringHeaders.PACKAGES;
  }

  private static void model(List<Hook> hooks, String name) {
    String model = PACKAGE + name + "ChatModel#";
    String prompt = "(" + PACKAGE + "chat.prompt.Prompt)";
    hooks.add(SentRequest.hook(model + "call" + prompt));
    hooks.add(published(model + "stream" + prompt));
  }

  private static Hook published(String point) {
    return Hook.of(point, SpringAi.class, "Published");
  }

  static final class Published {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.This Object client,
        @Advice.Argument(0) Object request,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object flux) {
      flux = Probes.ai().published(type, method, client, request, flux);
    }
  }

  /**
   * Reads the library's objects. Those of its clients are records which differ between providers
   * and versions, in few names.
   */
  public static final class ClientAdapter extends ReactorAdapter {

    private static final PathReader MODEL = reader("model");
    private static final PathReader BASE_URL = reader("baseUrl");
    private static final PathReader BODY = reader("body");
    private static final PathReader USAGE = reader("usage");
    private static final PathReader INPUT =
        reader("promptTokens", "inputTokens", "promptEvalCount");
    private static final PathReader OUTPUT =
        reader("completionTokens", "outputTokens", "evalCount");
    private static final PathReader CACHED = reader("promptTokensDetails", "cacheReadInputTokens");
    private static final PathReader CACHED_OF_DETAILS = reader("cachedTokens");
    private static final PathReader CACHE_WRITE = reader("cacheCreationInputTokens");
    private static final PathReader REASONING = reader("completionTokenDetails");
    private static final PathReader REASONING_OF_DETAILS = reader("reasoningTokens");
    private static final PathReader TYPE = reader("type");
    private static final PathReader PARTS = reader("choices", "content");
    private static final PathReader MESSAGE = reader("delta", "message");
    private static final PathReader TEXT = reader("text", "content");
    private static final PathReader TOOLS = reader("toolCalls", "input");

    private static PathReader reader(String... names) {
      return PathReader.ofFirst(problem -> {}, names);
    }

    @Override
    public AiRequest request(String method, Object client, Object request) {
      if (!isSender(client)) {
        return new AiRequest(null, null, operation(client), false);
      }
      String operation = method.startsWith("embed") ? "embeddings" : "chat";
      boolean streaming = method.contains("tream");
      return new AiRequest(provider(client), MODEL.readText(request), operation, streaming);
    }

    private static String operation(Object client) {
      return switch (type(client)) {
        case "DefaultCallResponseSpec" -> "ChatClient.call";
        case "DefaultStreamResponseSpec" -> "ChatClient.stream";
        default -> "chat";
      };
    }

    @Override
    public boolean isSender(Object client) {
      return type(client).endsWith("Api");
    }

    /** The library's class; applications extend them. */
    private static String type(Object client) {
      Class<?> type = client.getClass();
      while (!type.getName().startsWith(PACKAGE)) {
        type = type.getSuperclass();
      }
      return type.getSimpleName();
    }

    private static String provider(Object client) {
      String type = type(client);
      return switch (type) {
        case "OpenAiApi" -> Providers.of(BASE_URL.readText(client));
        case "MistralAiApi" -> "mistral_ai";
        case "ZhiPuAiApi" -> "zhipu_ai";
        default -> type.substring(0, type.length() - "Api".length()).toLowerCase(Locale.ROOT);
      };
    }

    @Override
    Object read(Object value, AiCall call) {
      Object body = BODY.read(value);
      usage(body == null ? value : body, call);
      call.end(null);
      return value;
    }

    @Override
    public void piece(Object piece, AiCall call) {
      usage(piece, call);
      if (!"MESSAGE_DELTA".equals(TYPE.readText(piece)) && hasContent(piece)) {
        call.content(); // Anthropic's client repeats the content in that one.
      }
    }

    private static boolean hasContent(Object piece) {
      if (!(PARTS.read(piece) instanceof List<?> parts)) {
        return isContent(piece);
      }
      for (int i = 0; i < parts.size(); i++) {
        if (isContent(parts.get(i))) {
          return true;
        }
      }
      return false;
    }

    private static boolean isContent(Object part) {
      Object message = MESSAGE.read(part);
      Object holder = message == null ? part : message;
      return isFilled(TEXT.read(holder)) || isFilled(TOOLS.read(holder));
    }

    private static boolean isFilled(Object value) {
      return (value instanceof String text && !text.isEmpty())
          || (value instanceof Collection<?> items && !items.isEmpty())
          || value instanceof Map;
    }

    /** Some answers have the numbers themselves. */
    private static void usage(Object answer, AiCall call) {
      Object found = USAGE.read(answer);
      Object usage = found == null ? answer : found;
      Long input = number(INPUT.read(usage));
      Long output = number(OUTPUT.read(usage));
      if (input != null || output != null) {
        call.usage(
            new TokenUsage(
                input,
                output,
                number(CACHED.read(usage), CACHED_OF_DETAILS),
                number(CACHE_WRITE.read(usage)),
                number(REASONING.read(usage), REASONING_OF_DETAILS)));
      }
    }

    /** A number, or the number that an object with details has. */
    private static Long number(Object value, PathReader ofDetails) {
      return number(value instanceof Number ? value : ofDetails.read(value));
    }

    private static Long number(Object value) {
      return value instanceof Number count ? count.longValue() : null;
    }

    /** A client checks its arguments before it sends a request. */
    @Override
    public boolean isUnsent(Throwable error) {
      StackTraceElement[] stack = error.getStackTrace();
      return stack.length > 0 && stack[0].getClassName().equals("org.springframework.util.Assert");
    }
  }
}

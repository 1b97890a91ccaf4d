package io.athena.apm.instrumentation.ai;

import com.azure.ai.openai.implementation.NonAzureOpenAIClientImpl;
import com.azure.ai.openai.models.ChatChoice;
import com.azure.ai.openai.models.ChatCompletions;
import com.azure.ai.openai.models.ChatCompletionsFunctionToolCall;
import com.azure.ai.openai.models.ChatCompletionsToolCall;
import com.azure.ai.openai.models.ChatResponseMessage;
import com.azure.ai.openai.models.Choice;
import com.azure.ai.openai.models.Completions;
import com.azure.ai.openai.models.CompletionsUsage;
import com.azure.ai.openai.models.Embeddings;
import com.azure.ai.openai.models.EmbeddingsUsage;
import com.azure.ai.openai.models.FunctionCall;
import com.azure.core.http.rest.Response;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import reactor.core.publisher.Flux;

/**
 * Measures azure-ai-openai, 1.0.0-beta.8 and later: chat, completions and embeddings, synchronous,
 * asynchronous and streaming.
 *
 * <p>Each method ends in the one that sends bytes; the outermost knows the types of the answer, so
 * that is the call. A stream is kept by the library: its first subscriber sends the request or
 * reads the response, later ones get the same pieces.
 */
public final class AzureOpenAi implements LibraryInstrumentation {

  private static final String PACKAGE = "com.azure.ai.openai.";

  private static final List<String> METHODS =
      List.of(
          "getChatCompletions",
          "getChatCompletionsWithResponse",
          "getChatCompletionsStream",
          "getChatCompletionsStreamWithResponse",
          "getCompletions",
          "getCompletionsWithResponse",
          "getCompletionsStream",
          "getEmbeddings",
          "getEmbeddingsWithResponse");

  @Override
  public String name() {
    return "azure-ai-openai";
  }

  @Override
  public String libraryPackage() {
    return PACKAGE;
  }

  @Override
  public String description() {
    return "azure-ai-openai 1.0.0-beta.8 and later: chat, completions and embeddings, synchronous,"
        + " asynchronous and streaming, with their tokens, first token and retries. Of answers that"
        + " are asked for as `BinaryData` tokens are unknown";
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    for (String method : METHODS) {
      hooks.add(hook(PACKAGE + "OpenAIClient#" + method, "Sent"));
      hooks.add(hook(PACKAGE + "OpenAIAsyncClient#" + method, "Published"));
    }
    String events = PACKAGE + "implementation.OpenAIServerSentEvents#";
    hooks.add(SentRequest.responded(events + "<init>"));
    hooks.add(SentRequest.parsed(events + "getEvents()"));
    String retries = "com.azure.core.http.policy.RetryPolicy#";
    hooks.add(hook(retries + "attemptSync", "Attempted"));
    hooks.add(hook(retries + "attemptAsync", "Attempted"));
    return hooks;
  }

  @Override
  public List<Hook> headerHooks() {
    return AzureHeaders.hooks();
  }

  @Override
  public List<String> headerPackages() {
    return List.of("com.azure.core.");
  }

  private static Hook hook(String point, String advice) {
    return Hook.of(point, AzureOpenAi.class, advice);
  }

  /** One of the client's two fields is null: it sends to Azure or to OpenAI. */
  static final class Sent {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.FieldValue("serviceClient") Object azure,
        @Advice.FieldValue("openAIServiceClient") Object openAi,
        @Advice.Argument(0) Object model) {
      return Probes.ai().startCall(type, method, azure == null ? openAi : azure, model);
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return(typing = Assigner.Typing.DYNAMIC) Object response,
        @Advice.Thrown Throwable error) {
      Probes.ai().endCall(call, response, error);
    }
  }

  static final class Published {

    @SuppressWarnings("UnusedVariable") // assigning it replaces what the method returns
    @Advice.OnMethodExit(suppress = Throwable.class)
    static void exit(
        @Advice.Origin("#t") String type,
        @Advice.Origin("#m") String method,
        @Advice.FieldValue("serviceClient") Object azure,
        @Advice.FieldValue("openAIServiceClient") Object openAi,
        @Advice.Argument(0) Object model,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object publisher) {
      publisher =
          Probes.ai().published(type, method, azure == null ? openAi : azure, model, publisher);
    }
  }

  static final class Attempted {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static void enter(@Advice.Argument(0) Object context, @Advice.Argument(3) int earlier) {
      Probes.ai().attempted(context, earlier);
    }
  }

  /** Reads the library's objects. */
  public static final class ClientAdapter extends ReactorAdapter {

    private final LibraryMember cached = new LibraryMember();
    private final LibraryMember reasoning = new LibraryMember();
    private final LibraryMember refusal = new LibraryMember();

    /** Azure may be behind any host; a model there is a deployment. */
    @Override
    public AiRequest request(String method, Object client, Object request) {
      return new AiRequest(
          client instanceof NonAzureOpenAIClientImpl ? "openai" : "azure.ai.openai",
          (String) request,
          operation(method),
          method.contains("Stream"));
    }

    private static String operation(String method) {
      if (method.startsWith("getEmbeddings")) {
        return "embeddings";
      }
      return method.startsWith("getChat") ? "chat" : "text_completion";
    }

    @Override
    public boolean isBlocking(String type) {
      return type.endsWith("OpenAIClient");
    }

    @Override
    public Object publisher(Object publisher, Supplier<Object> start) {
      return super.publisher(publisher, publisher instanceof Flux<?> ? new First(start) : start);
    }

    @Override
    Object read(Object value, AiCall call) {
      if (value instanceof Flux<?> stream) {
        return publisher(stream, () -> call);
      }
      if (!call.isStreaming()) {
        usage(body(value), call);
        call.end(null);
      }
      return value;
    }

    /** The only piece of a publisher that is no stream is the answer. */
    @Override
    public void piece(Object piece, AiCall call) {
      Object body = body(piece);
      if (!call.isStreaming()) {
        read(body, call);
        return;
      }
      usage(body, call);
      if (hasContent(body)) {
        call.content();
      }
    }

    private static Object body(Object value) {
      return value instanceof Response<?> response ? response.getValue() : value;
    }

    private boolean hasContent(Object piece) {
      if (piece instanceof ChatCompletions chat) {
        List<ChatChoice> choices = chat.getChoices();
        for (int i = 0; choices != null && i < choices.size(); i++) {
          if (isContent(choices.get(i).getDelta())) {
            return true;
          }
        }
        return false;
      }
      List<Choice> choices = ((Completions) piece).getChoices();
      return choices != null && !choices.isEmpty() && isText(choices.get(0).getText());
    }

    private boolean isContent(ChatResponseMessage delta) {
      return delta != null
          && (isText(delta.getContent())
              || isText(refusal.get(() -> delta.getRefusal()))
              || hasArguments(delta.getFunctionCall())
              || callsTool(delta.getToolCalls()));
    }

    private static boolean callsTool(List<ChatCompletionsToolCall> tools) {
      for (int i = 0; tools != null && i < tools.size(); i++) {
        if (tools.get(i) instanceof ChatCompletionsFunctionToolCall tool
            && hasArguments(tool.getFunction())) {
          return true;
        }
      }
      return false;
    }

    private static boolean hasArguments(FunctionCall function) {
      return function != null && isText(function.getArguments());
    }

    private static boolean isText(String text) {
      return text != null && !text.isEmpty();
    }

    private void usage(Object answer, AiCall call) {
      if (answer instanceof ChatCompletions chat) {
        usage(chat.getUsage(), call);
      } else if (answer instanceof Completions completions) {
        usage(completions.getUsage(), call);
      } else if (answer instanceof Embeddings embeddings && embeddings.getUsage() != null) {
        EmbeddingsUsage usage = embeddings.getUsage();
        call.usage(new TokenUsage((long) usage.getPromptTokens(), null, null, null, null));
      }
    }

    private void usage(CompletionsUsage usage, AiCall call) {
      if (usage != null) {
        call.usage(
            new TokenUsage(
                (long) usage.getPromptTokens(),
                (long) usage.getCompletionTokens(),
                cached.get(() -> cached(usage)),
                null,
                reasoning.get(() -> reasoning(usage))));
      }
    }

    private static Long cached(CompletionsUsage usage) {
      var details = usage.getPromptTokensDetails();
      return details == null ? null : number(details.getCachedTokens());
    }

    private static Long reasoning(CompletionsUsage usage) {
      var details = usage.getCompletionTokensDetails();
      return details == null ? null : number(details.getReasoningTokens());
    }

    private static Long number(Integer count) {
      return count == null ? null : count.longValue();
    }

    /** A policy checks the address before it sends a key. */
    @Override
    public boolean isUnsent(Throwable error) {
      StackTraceElement[] stack = error.getStackTrace();
      return stack.length > 0
          && stack[0].getClassName().equals("com.azure.core.http.policy.KeyCredentialPolicy");
    }

    /** Returns a call once. */
    private static final class First implements Supplier<Object> {

      private final Supplier<Object> call;
      private final AtomicBoolean asked = new AtomicBoolean();

      First(Supplier<Object> call) {
        this.call = call;
      }

      @Override
      public Object get() {
        return asked.getAndSet(true) ? null : call.get();
      }
    }
  }
}

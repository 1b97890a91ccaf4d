package io.athena.apm.instrumentation.ai;

import com.openai.core.ClientOptions;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionUsage;
import io.athena.apm.runtime.Probes;
import io.athena.apm.weaving.Hook;
import io.athena.apm.weaving.LibraryInstrumentation;
import java.util.List;
import net.bytebuddy.asm.Advice;

/**
 * Measures synchronous chat completions of openai-java, 0.43 and later.
 *
 * <p>Usage is read from the raw fields, because the typed accessors throw where a server that is
 * only compatible leaves one out.
 */
public final class OpenAiChatCompletions implements LibraryInstrumentation {

  @Override
  public String name() {
    return "openai-java";
  }

  @Override
  public String libraryPackage() {
    return "com.openai.";
  }

  @Override
  public String description() {
    return "openai-java 0.43 and later: synchronous chat completions with their tokens";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.of(
            "com.openai.services.blocking.chat.ChatCompletionServiceImpl"
                + "#create(com.openai.models.chat.completions.ChatCompletionCreateParams,"
                + " com.openai.core.RequestOptions)",
            OpenAiChatCompletions.class,
            "Create"));
  }

  static final class Create {

    @Advice.OnMethodEnter(suppress = Throwable.class)
    static Object enter(
        @Advice.Argument(0) ChatCompletionCreateParams params,
        @Advice.FieldValue("clientOptions") ClientOptions options) {
      return Probes.ai().startCall(options.baseUrl(), params.model().asString(), "chat");
    }

    @Advice.OnMethodExit(suppress = Throwable.class, onThrowable = Throwable.class)
    static void exit(
        @Advice.Enter Object call,
        @Advice.Return ChatCompletion answer,
        @Advice.Thrown Throwable error) {
      CompletionUsage usage = answer == null ? null : answer._usage().asKnown().orElse(null);
      CompletionUsage.PromptTokensDetails input =
          usage == null ? null : usage._promptTokensDetails().asKnown().orElse(null);
      CompletionUsage.CompletionTokensDetails output =
          usage == null ? null : usage._completionTokensDetails().asKnown().orElse(null);
      Probes.ai()
          .endCall(
              call,
              error,
              usage == null ? null : usage._promptTokens().asKnown().orElse(null),
              usage == null ? null : usage._completionTokens().asKnown().orElse(null),
              input == null ? null : input._cachedTokens().asKnown().orElse(null),
              output == null ? null : output._reasoningTokens().asKnown().orElse(null));
    }
  }
}

package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.llm.ModelRouter;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.instrumentation.resilience.ResilienceInstrumentations;
import io.athena.apm.kit.agent.AgentExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of {@code docs/rules.md}: a Resilience4j retry around an AI call. */
class RetriedAnalysisTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
              Instrumentations.all(),
              (registry, spans, log) -> {
                AiInstrumentations.install(registry, spans, log);
                ResilienceInstrumentations.install(registry, spans, log, false, () -> {});
              })
          .rules(
              """
              rules:
                - method: "com.acme.llm.ModelRouter#complete"
                  as: ai.analysis
              """,
              Instrumentations.methodRoles());

  /** Fails at the first call, answers the next. */
  static final class Model implements ChatModel {

    private boolean failed;

    @Override
    public ChatResponse doChat(ChatRequest request) {
      if (!failed) {
        failed = true;
        throw new IllegalStateException("overloaded");
      }
      return ChatResponse.builder().aiMessage(AiMessage.from("fine")).build();
    }
  }

  @Test
  void retryAroundAnAiCall_isARetryOfBoth() {
    assertThat(new ModelRouter(new Model()).complete("well?")).isEqualTo("fine");

    assertThat(event("retry")).isEqualTo(1);
    assertThat(event("success")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.retry")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  private static long event(String event) {
    return AGENT
        .measured()
        .counter("retry.event", "name", "model", "library", "resilience4j", "event", event);
  }
}

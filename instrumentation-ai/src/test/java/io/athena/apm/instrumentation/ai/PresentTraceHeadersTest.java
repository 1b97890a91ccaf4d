package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.TraceParent;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A header {@code traceparent} that the application or another tracer has set. */
class PresentTraceHeadersTest {

  private static final String OTHERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.propagating(AiInstrumentations.all(), AiInstrumentations::install);

  /** Asks a question with a header. */
  private record Sender(String name, WireFormat wire, Question question) {

    @Override
    public String toString() {
      return name;
    }
  }

  private interface Question {

    void ask(String url, String header) throws Exception;
  }

  static Stream<Sender> senders() {
    return Stream.of(new Sender("openai-java", WireFormat.OPENAI, PresentTraceHeadersTest::openAi));
  }

  @ParameterizedTest
  @MethodSource("senders")
  void headerThatIsThere_isLeftAndItsTraceAdopted(Sender sender) throws Exception {
    assertThat(sentBy(sender, OTHERS)).containsExactly(OTHERS);

    FinishedSpan call = call();
    TraceParent others = TraceParent.parse(OTHERS);
    assertThat(call.trace()).isEqualTo(others.trace());
    assertThat(call.parent()).isEqualTo(others.span());
  }

  @ParameterizedTest
  @MethodSource("senders")
  void headerThatIsNotValid_isLeftAndNotAdopted(Sender sender) throws Exception {
    assertThat(sentBy(sender, "00-0-0-00")).containsExactly("00-0-0-00");

    assertThat(call().parent()).isZero();
  }

  private static List<String> sentBy(Sender sender, String header) throws Exception {
    try (ModelStub stub = new ModelStub()) {
      sender.wire().answer(stub, false, true);
      sender.question().ask(stub.baseUrl(), header);
      return stub.requests().get(0).headers().get("Traceparent");
    }
  }

  private static FinishedSpan call() {
    while (!AGENT.measured().has("ai.analysis.total")) {
      Thread.onSpinWait();
    }
    return AGENT.spans().stream()
        .filter(span -> span.name().equals("ai.call"))
        .findFirst()
        .orElseThrow();
  }

  private static void openAi(String url, String header) {
    OpenAIOkHttpClient.builder()
        .baseUrl(url)
        .apiKey("unused")
        .putHeader("traceparent", header)
        .build()
        .chat()
        .completions()
        .create(
            ChatCompletionCreateParams.builder().model("model-a").addUserMessage("hello").build());
  }
}

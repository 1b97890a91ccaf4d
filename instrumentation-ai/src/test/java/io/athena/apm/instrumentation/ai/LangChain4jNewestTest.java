package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AsyncNotSupportedException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatModelStreamingEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.TokenUsage;
import io.athena.apm.kit.agent.AgentExtension;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What only the newest versions of LangChain4j have: futures and publishers. */
class LangChain4jNewestTest {

  private static final ChatRequest REQUEST =
      ChatRequest.builder().messages(dev.langchain4j.data.message.UserMessage.from("hi")).build();

  private static final ChatResponse ANSWER =
      ChatResponse.builder()
          .aiMessage(AiMessage.from("fine"))
          .tokenUsage(new TokenUsage(11, 5))
          .build();

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(AiInstrumentations.all(), AiInstrumentations::install);

  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = new ModelStub();
  }

  @AfterEach
  void stop() {
    assertThat(stub.left()).isZero();
    stub.close();
  }

  /** A model of an application; its answers are given to it. */
  private record AsyncModel(CompletableFuture<ChatResponse> answer) implements ChatModel {

    @Override
    public CompletableFuture<ChatResponse> doChatAsync(ChatRequest request) {
      return answer;
    }

    @Override
    public ModelProvider provider() {
      return ModelProvider.MISTRAL_AI;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName("model-a").build();
    }
  }

  @Test
  void future_isACallUntilItCompletes() {
    var answer = new CompletableFuture<ChatResponse>();

    var future = new AsyncModel(answer).chatAsync(REQUEST);

    assertThat(AGENT.measured().gauge("ai.active", "provider", "mistral_ai")).isEqualTo(1);
    answer.complete(ANSWER);
    assertThat(future.join()).isSameAs(ANSWER);
    assertCalls(1, "mistral_ai", "false");
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(11);
  }

  @Test
  void futureThatFails_isOneError() {
    var answer = new CompletableFuture<ChatResponse>();

    var future = new AsyncModel(answer).chatAsync(REQUEST);
    answer.completeExceptionally(new IllegalStateException());

    assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);
    assertThat(AGENT.measured().counter("ai.call.error", "error", "IllegalStateException"))
        .isEqualTo(1);
  }

  @Test
  void modelWithoutFutures_sendsNoRequestAndIsNoCall() {
    var model =
        OpenAiChatModel.builder()
            .baseUrl(stub.baseUrl())
            .apiKey("unused")
            .modelName("model-a")
            .build();

    assertThatThrownBy(() -> model.chatAsync(REQUEST).get())
        .hasCauseInstanceOf(AsyncNotSupportedException.class);

    assertNothing();
  }

  /** A model of an application that publishes two pieces and their sum. */
  private static final class PublishingModel implements StreamingChatModel {

    @Override
    public Flow.Publisher<ChatModelStreamingEvent> doChat(ChatRequest request) {
      return subscriber -> subscriber.onSubscribe(new Events(subscriber));
    }

    @Override
    public ModelProvider provider() {
      return ModelProvider.OLLAMA;
    }

    @Override
    public ChatRequestParameters defaultRequestParameters() {
      return ChatRequestParameters.builder().modelName("model-a").build();
    }
  }

  private static final class Events implements Flow.Subscription {

    private final Flow.Subscriber<? super ChatModelStreamingEvent> subscriber;
    private int sent;

    Events(Flow.Subscriber<? super ChatModelStreamingEvent> subscriber) {
      this.subscriber = subscriber;
    }

    @Override
    public void request(long number) {
      for (long i = 0; i < number && sent < 3; i++) {
        sent++;
        subscriber.onNext(sent < 3 ? new PartialResponse("piece") : new CompleteResponse(ANSWER));
        if (sent == 3) {
          subscriber.onComplete();
        }
      }
    }

    @Override
    public void cancel() {
      sent = 3;
    }
  }

  /** Asks for as many events as it is told. */
  private static final class Subscriber implements Flow.Subscriber<ChatModelStreamingEvent> {

    final List<ChatModelStreamingEvent> events = new ArrayList<>();
    final CompletableFuture<Void> end = new CompletableFuture<>();
    Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription begun) {
      subscription = begun;
    }

    @Override
    public void onNext(ChatModelStreamingEvent event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable error) {
      end.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }

  private static Subscriber subscribe(Flow.Publisher<ChatModelStreamingEvent> publisher) {
    var subscriber = new Subscriber();
    publisher.subscribe(subscriber);
    return subscriber;
  }

  @Test
  void publisher_isACallForEachSubscription() {
    var publisher = new PublishingModel().chat(REQUEST);
    assertNothing();

    for (int i = 0; i < 3; i++) {
      var subscriber = subscribe(publisher);
      subscriber.subscription.request(Long.MAX_VALUE);
      assertThat(subscriber.end).isCompleted();
      assertThat(subscriber.events).hasSize(3);
    }

    assertCalls(3, "ollama", "true");
    assertThat(AGENT.measured().histogram("ai.first_token.duration").count()).isEqualTo(3);
    assertThat(AGENT.measured().histogram("ai.chunk.duration").count()).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "output")).isEqualTo(15);
  }

  @Test
  void subscriptionThatIsCancelled_isASuccess() {
    var subscriber = subscribe(new PublishingModel().chat(REQUEST));

    subscriber.subscription.request(1);
    subscriber.subscription.cancel();

    assertThat(subscriber.events).hasSize(1);
    assertCalls(1, "ollama", "true");
  }

  @Test
  void modelWithoutPublishers_sendsNoRequestAndIsNoCall() {
    var model =
        OpenAiStreamingChatModel.builder()
            .baseUrl(stub.baseUrl())
            .apiKey("unused")
            .modelName("model-a")
            .build();

    var subscriber = subscribe(model.chat(REQUEST));
    subscriber.subscription.request(1);

    assertThatThrownBy(subscriber.end::get).hasCauseInstanceOf(AsyncNotSupportedException.class);
    assertNothing();
  }

  private static void assertCalls(int calls, String provider, String streaming) {
    var measured = AGENT.measured();
    String[] tags = {
      "provider", provider, "model", "model-a", "streaming", streaming, "outcome", "success"
    };
    assertThat(measured.counter("ai.call.total", tags)).isEqualTo(calls);
    assertThat(measured.counter("ai.call.total")).isEqualTo(calls);
    assertThat(measured.counter("ai.analysis.total", "operation", "chat")).isEqualTo(calls);
    assertThat(measured.gauge("ai.active", "provider", provider)).isZero();
  }

  private static void assertNothing() {
    assertThat(AGENT.measured().has("ai.call.total")).isFalse();
    assertThat(AGENT.measured().has("ai.analysis.total")).isFalse();
    if (AGENT.measured().has("ai.active")) {
      assertThat(AGENT.measured().gauge("ai.active", "provider", "openai")).isZero();
    }
  }
}

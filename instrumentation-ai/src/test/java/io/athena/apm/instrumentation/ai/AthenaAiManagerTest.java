package io.athena.apm.instrumentation.ai;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.ai.AIServiceManager;
import com.acme.ai.AIServiceManager.Result;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.FinishedSpan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AthenaAiManagerTest {

  private static final Result RESULT = new Result("cached-provider", "cached-model");

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(List.of(), FakeClient::install)
          .rules(
              "rules: [{method: \"**.AIServiceManager#analyzeWithFailover\", as: ai.analysis}]",
              AiInstrumentations.methodRoles());

  private final AIServiceManager manager = new AIServiceManager();

  private static void call(String host, String model, Throwable error) {
    FakeClient.call(host, model, error);
  }

  @Test
  void analysis_isOneWhateverTheNumberOfCalls() {
    manager.analyzeWithFailover(
        () -> {
          call("api.openai.com", "a", new IllegalStateException());
          call("api.groq.com", "b", null);
          return RESULT;
        });
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(analyses("groq", "b")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.failover", "from", "openai", "to", "groq"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.retry")).isZero();
  }

  @Test
  void failoverWithinAProvider_namesTheModels() {
    manager.analyzeWithFailover(
        () -> {
          call("api.openai.com", "large", new IllegalStateException());
          call("api.openai.com", "small", null);
          return RESULT;
        });
    assertThat(
            AGENT.measured().counter("ai.failover", "from", "openai/large", "to", "openai/small"))
        .isEqualTo(1);
  }

  @Test
  void sameCallAgain_isARetry() {
    manager.analyzeWithFailover(
        () -> {
          call("api.openai.com", "a", new IllegalStateException());
          call("api.openai.com", "a", null);
          return RESULT;
        });
    assertThat(AGENT.measured().counter("ai.retry", "provider", "openai", "model", "a"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.failover")).isZero();
  }

  @Test
  void twoAnswers_areNoFailover() {
    manager.analyzeWithFailover(
        () -> {
          call("api.openai.com", "a", null);
          call("api.groq.com", "b", null);
          return RESULT;
        });
    assertThat(AGENT.measured().counter("ai.failover")).isZero();
    assertThat(analyses("groq", "b")).isEqualTo(1);
  }

  @Test
  void overloads_areOneAnalysis() {
    manager.analyzeWithFailover(() -> RESULT, 2);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  @Test
  void managerInAManager_isTheSameAnalysis() {
    manager.analyzeWithFailover(() -> new AIServiceManager().analyzeWithFailover(() -> RESULT));
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  @Test
  void failedAnalysis_isAnErrorThatNobodyAnswered() {
    assertThatThrownBy(
            () ->
                manager.analyzeWithFailover(
                    () -> {
                      call("api.openai.com", "a", new IllegalStateException());
                      throw new IllegalArgumentException("all failed");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("all failed");
    assertThat(AGENT.measured().counter("ai.analysis.error", "error", "IllegalArgumentException"))
        .isEqualTo(1);
    assertThat(analyses("none", "none")).isEqualTo(1);
  }

  @Test
  void analysisWithoutACall_neededNone() {
    manager.analyzeWithFailover(
        () -> {
          call("api.openai.com", "a", null);
          return RESULT;
        });
    manager.analyzeWithFailover(() -> RESULT);
    assertThat(analyses("openai", "a")).isEqualTo(1);
    assertThat(analyses("none", "none")).isEqualTo(1);
  }

  @Test
  void managerOfAnUnmeasuredClient_isAskedForItsResult() {
    manager.analyzeWithFailover(() -> RESULT);
    assertThat(analyses("cached-provider", "cached-model")).isEqualTo(1);
  }

  @Test
  void analysisThatSomebodyElseCounts_keepsItsCallsFromBeingAnalyses() {
    Object analysis = Probes.ai().startAnalysis((String) null);
    call("api.openai.com", "a", new IllegalStateException());
    call("api.groq.com", "b", null);
    Probes.ai().endAnalysis(analysis, RESULT, null);

    assertThat(AGENT.measured().counter("ai.analysis.total")).isZero();
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.failover", "from", "openai", "to", "groq"))
        .isEqualTo(1);
    assertThat(AGENT.spans()).extracting(FinishedSpan::name).containsOnly("ai.call");
  }

  @Test
  void callsOnOtherThreads_belongToTheAnalysis() {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    manager.analyzeWithFailover(
        () -> {
          var refused =
              CompletableFuture.runAsync(
                  () -> call("api.openai.com", "a", new IllegalStateException()), pool);
          refused
              .thenRunAsync(() -> call("api.groq.com", "b", null), pool)
              .thenRun(() -> call("api.groq.com", "b", null))
              .join();
          return RESULT;
        });
    pool.shutdown();

    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(analyses("groq", "b")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(3);
    assertThat(AGENT.measured().counter("ai.failover", "from", "openai", "to", "groq"))
        .isEqualTo(1);
  }

  /** The JDK runs the callback that was added last first, so before ours. */
  @Test
  void timeOfAFuture_endsBeforeTheCallbacksOfTheApplication() {
    CompletableFuture<Result> answer = new CompletableFuture<>();
    var called =
        manager.analyzeWithFailover(answer).thenRun(() -> FakeClient.pass(Duration.ofHours(1)));
    answer.complete(RESULT);
    called.join();

    assertThat(AGENT.measured().histogram("ai.analysis.duration").sum())
        .isLessThan(Duration.ofHours(1).toNanos());
  }

  @Test
  void analysisThatReturnsAFuture_isOverWhenThatIsDone() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch returned = new CountDownLatch(1);
    var unused =
        manager.analyzeWithFailover(
            pool,
            () -> {
              returned.await();
              call("api.openai.com", "a", new IllegalStateException());
              call("api.groq.com", "b", null);
              return RESULT;
            });
    assertThat(AGENT.measured().counter("ai.analysis.total")).isZero();
    returned.countDown();
    pool.shutdown();
    assertThat(pool.awaitTermination(30, SECONDS)).isTrue();

    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
    assertThat(analyses("groq", "b")).isEqualTo(1);
  }

  @Test
  void callThatBeginsWhenTheAnalysisIsOver_isAnAnalysisOfItsOwn() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch over = new CountDownLatch(1);
    List<Future<?>> late = new ArrayList<>();
    manager.analyzeWithFailover(
        () -> {
          late.add(
              pool.submit(
                  () -> {
                    over.await();
                    call("api.groq.com", "b", null);
                    return null;
                  }));
          return RESULT;
        });
    over.countDown();
    late.get(0).get();
    pool.shutdown();

    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
  }

  /** Each makes its calls at once, every other of which fails. */
  @Test
  void analysesOnManyThreads_areCountedExactly() throws Exception {
    // On two cores CompletableFuture starts a thread for each task.
    int many = Boolean.getBoolean("athena.exhaustive") ? 500 : 100;
    ExecutorService managers = Executors.newFixedThreadPool(4);
    ExecutorService clients = Executors.newFixedThreadPool(4);
    List<Future<?>> analyses = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      analyses.add(managers.submit(() -> manager.analyzeWithFailover(() -> callAll(clients))));
    }
    for (Future<?> analysis : analyses) {
      analysis.get();
    }
    managers.shutdown();
    clients.shutdown();

    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(many);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(20L * many);
    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "error")).isEqualTo(10L * many);
    assertThat(AGENT.measured().gauge("ai.active", "provider", "openai")).isZero();
  }

  private static Result callAll(ExecutorService clients) {
    List<CompletableFuture<?>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      RuntimeException problem = i % 2 == 0 ? null : new IllegalStateException();
      Runnable call = () -> call("api.openai.com", "a", problem);
      calls.add(
          i % 3 == 0
              ? CompletableFuture.runAsync(call)
              : CompletableFuture.runAsync(() -> {}).thenRunAsync(call, clients));
    }
    CompletableFuture.allOf(calls.toArray(new CompletableFuture<?>[0])).join();
    return RESULT;
  }

  @Test
  void managerInAManager_onAnotherThread_isTheSameAnalysis_andWhatItCompletesIsNot() {
    CompletableFuture<Result> answer = new CompletableFuture<>();
    CompletableFuture<Result> later =
        answer.thenApplyAsync(
            result -> {
              call("api.groq.com", "b", null);
              return result;
            });
    manager.analyzeWithFailover(
        () -> {
          later(answer).join();
          return RESULT;
        });

    assertThat(later.join()).isSameAs(RESULT);
    assertThat(AGENT.measured().counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
    assertThat(analyses("openai", "a")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(2);
  }

  /** A manager in a manager, on another thread. */
  private CompletableFuture<Result> later(CompletableFuture<Result> answer) {
    return CompletableFuture.supplyAsync(
        () ->
            new AIServiceManager()
                .analyzeWithFailover(
                    () -> {
                      call("api.openai.com", "a", null);
                      answer.complete(RESULT);
                      return RESULT;
                    }));
  }

  @Test
  void spansOfAnAnalysis_areOneTree() {
    manager.analyzeWithFailover(
        () -> {
          CompletableFuture.runAsync(() -> call("api.groq.com", "b", null)).join();
          return RESULT;
        });

    List<FinishedSpan> spans = AGENT.spans();
    assertThat(spans).extracting(FinishedSpan::name).containsExactly("ai.call", "ai.analysis");
    assertThat(spans.get(0).parent()).isEqualTo(spans.get(1).id());
    assertThat(spans.get(0).trace()).isEqualTo(spans.get(1).trace());
    assertThat(spans.get(1).parent()).isZero();
  }

  @Test
  void laterResult_endsTheAnalysisWhenItComes() {
    CompletableFuture<Result> later = new CompletableFuture<>();
    assertThat(manager.analyzeWithFailover(later)).isSameAs(later);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isZero();
    later.complete(RESULT);
    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  @Test
  void nothingStaysOnTheThread() {
    assertThatThrownBy(
            () -> manager.analyzeWithFailover(() -> Integer.parseInt("x") > 0 ? RESULT : null))
        .isInstanceOf(NumberFormatException.class);
    call("api.openai.com", "a", null);
    assertThat(AGENT.measured().counter("ai.analysis.total", "operation", "chat")).isEqualTo(1);
  }

  private static long analyses(String provider, String model) {
    return AGENT
        .measured()
        .counter(
            "ai.analysis.total",
            "operation",
            "analyzeWithFailover",
            "provider",
            provider,
            "model",
            model);
  }
}

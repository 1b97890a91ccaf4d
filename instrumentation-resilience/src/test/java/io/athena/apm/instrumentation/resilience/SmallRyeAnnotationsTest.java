package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.faulttolerance.api.CircuitBreakerName;
import io.smallrye.faulttolerance.api.RateLimit;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Fallback;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** MicroProfile's annotations on a bean, in a real container. */
class SmallRyeAnnotationsTest {

  private static final String METHOD = Quotes.class.getName() + "#";

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private static WeldContainer container;

  @BeforeAll
  static void start() {
    container = new Weld().addBeanClasses(Quotes.class, SimpleMeterRegistry.class).initialize();
  }

  @AfterAll
  static void stop() {
    container.close();
  }

  /** Calls that fail if they are told to. */
  public static class Quotes {

    /** Two attempts, the second of another name than the breaker's. */
    @CircuitBreakerName("quotes")
    @CircuitBreaker(requestVolumeThreshold = 4, delay = 1, delayUnit = ChronoUnit.HOURS)
    @Retry(maxRetries = 1, delay = 0, jitter = 0, abortOn = CircuitBreakerOpenException.class)
    @Bulkhead(3)
    @Timeout(value = 1, unit = ChronoUnit.HOURS)
    @RateLimit(value = 1_000, window = 1, windowUnit = ChronoUnit.HOURS)
    public String guarded(boolean fails) {
      return answer(fails);
    }

    @Fallback(fallbackMethod = "other")
    public String withFallback(boolean fails) {
      return answer(fails);
    }

    public String other(boolean fails) {
      return "other answer";
    }

    @Asynchronous
    @CircuitBreaker
    @Retry(maxRetries = 1, delay = 0, jitter = 0)
    @Bulkhead(value = 3, waitingTaskQueue = 4)
    @Timeout(value = 1, unit = ChronoUnit.HOURS)
    public CompletionStage<String> later(boolean fails) {
      return CompletableFuture.completedFuture(answer(fails));
    }

    @Asynchronous
    @CircuitBreaker
    @Retry(maxRetries = 1, delay = 0, jitter = 0)
    @Bulkhead(value = 3, waitingTaskQueue = 4)
    public Future<String> future(boolean fails) {
      return CompletableFuture.completedFuture(answer(fails));
    }

    @Timeout(20)
    public String slow() throws InterruptedException {
      Thread.sleep(1_000);
      return "answer";
    }

    private static String answer(boolean fails) {
      if (fails) {
        throw new IllegalArgumentException("failed");
      }
      return "answer";
    }
  }

  private static Quotes quotes() {
    return container.select(Quotes.class).get();
  }

  @Test
  void policiesOfAMethod_areCountedUnderItsName() {
    Quotes quotes = quotes();
    quotes.guarded(false);
    assertThat(available("guarded")).isEqualTo(3);
    assertThatThrownBy(() -> quotes.guarded(true)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> quotes.guarded(true)).isInstanceOf(CircuitBreakerOpenException.class);

    assertThat(breaker("guarded", "success")).isEqualTo(1);
    assertThat(breaker("guarded", "error")).isEqualTo(3);
    assertThat(breaker("guarded", "open")).isEqualTo(1);
    assertThat(breaker("guarded", "rejected")).isEqualTo(1);
    assertThat(AGENT.measured().gauge("circuit_breaker.state", "name", METHOD + "guarded"))
        .isEqualTo(2);
    assertThat(counted("retry.event", "guarded", "retry")).isEqualTo(2);
    assertThat(counted("retry.event", "guarded", "error")).isEqualTo(1);
    assertThat(counted("retry.event", "guarded", "ignored_error")).isEqualTo(1);
    assertThat(counted("rate_limiter.event", "guarded", "permitted")).isEqualTo(4);
    assertThat(counted("time_limiter.event", "guarded", "finished")).isEqualTo(4);
    assertThat(counted("bulkhead.event", "guarded", "permitted")).isEqualTo(4);
    assertThat(counted("bulkhead.event", "guarded", "finished")).isEqualTo(4);
    assertThat(AGENT.measured().values("retry.event", "name")).containsOnly(METHOD + "guarded");
  }

  @Test
  void resultThatArrivesLater_isCountedWhenItDoes() throws Exception {
    Quotes quotes = quotes();
    quotes.later(false).toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> quotes.later(true).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(IllegalArgumentException.class);

    assertThat(breaker("later", "success")).isEqualTo(1);
    assertThat(breaker("later", "error")).isEqualTo(2);
    assertThat(counted("retry.event", "later", "retry")).isEqualTo(1);
    assertThat(counted("retry.event", "later", "error")).isEqualTo(1);
    assertThat(counted("time_limiter.event", "later", "finished")).isEqualTo(3);
    assertThat(counted("bulkhead.event", "later", "permitted")).isEqualTo(3);
    assertThat(available("later")).as("running and waiting").isEqualTo(7);
  }

  @Test
  void future_isCountedLikeAResult() throws Exception {
    Quotes quotes = quotes();
    assertThat(quotes.future(false).get(10, TimeUnit.SECONDS)).isEqualTo("answer");
    assertThatThrownBy(() -> quotes.future(true).get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCauseInstanceOf(IllegalArgumentException.class);

    assertThat(breaker("future", "success")).isEqualTo(1);
    assertThat(breaker("future", "error")).isEqualTo(2);
    assertThat(counted("retry.event", "future", "retry")).isEqualTo(1);
    assertThat(counted("bulkhead.event", "future", "finished")).isEqualTo(3);
    assertThat(available("future")).isEqualTo(7);
  }

  @Test
  void fallbackAndTimeout_areCounted() {
    Quotes quotes = quotes();
    assertThat(quotes.withFallback(true)).isEqualTo("other answer");
    assertThat(quotes.withFallback(false)).isEqualTo("answer");
    assertThatThrownBy(quotes::slow).isInstanceOf(TimeoutException.class);

    assertThat(breaker("withFallback", "fallback")).isEqualTo(1);
    assertThat(counted("time_limiter.event", "slow", "timeout")).isEqualTo(1);
    assertThat(counted("time_limiter.event", "slow", "finished")).isZero();
  }

  private static double available(String method) {
    return AGENT
        .measured()
        .gauge("bulkhead.available", "name", METHOD + method, "library", "smallrye");
  }

  private static long breaker(String method, String event) {
    return counted("circuit_breaker.event", method, event);
  }

  private static long counted(String metric, String method, String event) {
    return AGENT
        .measured()
        .counter(metric, "name", METHOD + method, "library", "smallrye", "event", event);
  }
}

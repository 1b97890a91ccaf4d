package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.retry.RetryContext;
import org.springframework.retry.RetryStatistics;
import org.springframework.retry.annotation.AnnotationAwareRetryOperationsInterceptor;
import org.springframework.retry.annotation.Backoff;
import org.springframework.retry.annotation.Retryable;
import org.springframework.retry.policy.CircuitBreakerRetryPolicy;
import org.springframework.retry.policy.SimpleRetryPolicy;
import org.springframework.retry.stats.DefaultStatisticsRepository;
import org.springframework.retry.stats.StatisticsListener;
import org.springframework.retry.support.DefaultRetryState;
import org.springframework.retry.support.RetryTemplate;

/** Against the real library, its own statistics being the truth. */
class SpringRetryTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private final RetryTemplate retry =
      RetryTemplate.builder()
          .maxAttempts(3)
          .noBackoff()
          .retryOn(IllegalArgumentException.class)
          .build();

  /** Fails until the attempt of a number. */
  private static final class Failing {

    private final int succeedsAt;
    private int attempts;

    Failing(int succeedsAt) {
      this.succeedsAt = succeedsAt;
    }

    String call(RetryContext context) {
      attempts++;
      if (attempts < succeedsAt) {
        throw new IllegalArgumentException("attempt " + attempts);
      }
      return "answer";
    }
  }

  @Test
  void callThatSucceedsAtOnce_isNoEvent() {
    assertThat(retry.<String, RuntimeException>execute(new Failing(1)::call)).isEqualTo("answer");
    assertThat(AGENT.measured().has("retry.event")).isFalse();
  }

  @Test
  void callThatSucceedsInTheEnd_isASuccessAfterItsRetries() {
    assertThat(retry.<String, RuntimeException>execute(new Failing(3)::call)).isEqualTo("answer");
    assertEvents(2, 1, 0);
  }

  @Test
  void callThatFailsInEachAttempt_isOneError() {
    assertThatThrownBy(() -> retry.execute(new Failing(4)::call))
        .isInstanceOf(IllegalArgumentException.class);
    assertEvents(2, 0, 1);
  }

  @Test
  void callThatIsRecovered_isAnErrorOfItsRetry() {
    String answer =
        retry.<String, RuntimeException>execute(new Failing(4)::call, context -> "recovered");
    assertThat(answer).isEqualTo("recovered");
    assertEvents(2, 0, 1);
  }

  @Test
  void errorThatIsNotRetried_isAnErrorWithoutRetries() {
    assertThatThrownBy(
            () ->
                retry.execute(
                    context -> {
                      throw new IllegalStateException("not retried");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertEvents(0, 0, 1);
  }

  @Test
  void call_isNamedByTheMethodThatMakesIt() {
    retry.<String, RuntimeException>execute(new Failing(2)::call);
    assertThat(AGENT.measured().values("retry.event", "name"))
        .containsOnly(SpringRetryTest.class.getName() + "#call_isNamedByTheMethodThatMakesIt");
  }

  /** What an annotation makes Spring retry. */
  public static class Quotes {

    private final Failing failing = new Failing(3);

    @Retryable(backoff = @Backoff(delay = 0))
    public String load() {
      return failing.call(null);
    }

    @Retryable(label = "prices", backoff = @Backoff(delay = 0))
    public String prices() {
      return failing.call(null);
    }
  }

  @Test
  void methodWithTheAnnotation_isNamedAsSpringNamesIt() {
    assertThat(quotes().load()).isEqualTo("answer");
    assertThat(quotes().prices()).isEqualTo("answer");
    assertThat(events(Quotes.class.getName() + ".load", "retry")).isEqualTo(2);
    assertThat(events("prices", "retry")).isEqualTo(2);
    assertEvents(4, 2, 0);
  }

  private static Quotes quotes() {
    ProxyFactory proxy = new ProxyFactory(new Quotes());
    proxy.setProxyTargetClass(true);
    proxy.addAdvisor(new DefaultPointcutAdvisor(new AnnotationAwareRetryOperationsInterceptor()));
    return (Quotes) proxy.getProxy();
  }

  @Test
  void statefulCalls_areAttemptsForOneItem() {
    Failing failing = new Failing(4);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> retry.execute(failing::call, new DefaultRetryState("item")))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertEvents(2, 0, 0);
    retry.<String, RuntimeException>execute(
        failing::call, context -> "recovered", new DefaultRetryState("item"));
    assertEvents(2, 0, 1);
  }

  @Test
  void circuitBreakerPolicy_retriesNothing() {
    RetryTemplate breaker = new RetryTemplate();
    breaker.setRetryPolicy(new CircuitBreakerRetryPolicy(new SimpleRetryPolicy(3)));
    for (int i = 0; i < 5; i++) {
      breaker.<String, RuntimeException>execute(
          new Failing(2)::call,
          context -> "recovered",
          new DefaultRetryState("breaker", false, error -> false));
    }
    assertThat(AGENT.measured().has("retry.event")).isFalse();
  }

  @Test
  void callWithinAnother_isOneOfItsOwn() {
    Failing outer = new Failing(2);
    retry.<String, RuntimeException>execute(
        context -> {
          retry.<String, RuntimeException>execute(new Failing(3)::call);
          return outer.call(context);
        });
    assertEvents(2 * 2 + 1, 2 + 1, 0);
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    DefaultStatisticsRepository statistics = new DefaultStatisticsRepository();
    retry.registerListener(new StatisticsListener(statistics));
    LongAdder later = new LongAdder();
    ManyThreads.run(
        1_000,
        random -> {
          try {
            retry.execute(
                context -> {
                  context.setAttribute(RetryContext.NAME, "busy");
                  String answer = answer(random);
                  later.add(context.getRetryCount() > 0 ? 1 : 0);
                  return answer;
                });
          } catch (IllegalArgumentException | IllegalStateException ended) {
            // The statistics tell.
          }
        });
    RetryStatistics library = statistics.findOne("busy");
    assertThat(events("busy", "error")).isEqualTo(library.getAbortCount()).isPositive();
    assertThat(events("busy", "retry"))
        .isEqualTo(library.getErrorCount() - library.getAbortCount())
        .isPositive();
    assertThat(events("busy", "success")).isEqualTo(later.sum()).isPositive();
    assertThat(library.getCompleteCount() + library.getAbortCount())
        .isEqualTo(1_000 * ManyThreads.THREADS);
  }

  private static String answer(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> throw new IllegalStateException("not retried");
      case 1, 2 -> throw new IllegalArgumentException("failed");
      default -> "answer";
    };
  }

  private static void assertEvents(long retries, long successes, long errors) {
    assertThat(counted("event", "retry")).as("retry").isEqualTo(retries);
    assertThat(counted("event", "success")).as("success").isEqualTo(successes);
    assertThat(counted("event", "error")).as("error").isEqualTo(errors);
    assertThat(counted()).as("all").isEqualTo(retries + successes + errors);
  }

  private static long events(String name, String event) {
    return counted("name", name, "library", "spring-retry", "event", event);
  }

  private static long counted(String... tags) {
    return AGENT.measured().counter("retry.event", tags);
  }
}

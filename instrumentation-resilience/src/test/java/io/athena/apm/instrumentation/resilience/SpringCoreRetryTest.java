package io.athena.apm.instrumentation.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.kit.agent.AgentExtension;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryListener;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryState;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.core.retry.Retryable;
import org.springframework.resilience.retry.MethodRetrySpec;
import org.springframework.resilience.retry.SimpleRetryInterceptor;

/** Against the real library, what it tells a listener being the truth. */
class SpringCoreRetryTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(
          ResilienceInstrumentations.all(),
          (registry, spans, log) ->
              ResilienceInstrumentations.install(registry, spans, log, false, () -> {}));

  private final RetryTemplate retry =
      new RetryTemplate(
          RetryPolicy.builder()
              .maxRetries(2)
              .delay(Duration.ZERO)
              .includes(IllegalArgumentException.class)
              .build());

  /** Fails until the attempt of a number. */
  private static final class Failing {

    private final int succeedsAt;
    private int attempts;

    Failing(int succeedsAt) {
      this.succeedsAt = succeedsAt;
    }

    String call() {
      attempts++;
      if (attempts < succeedsAt) {
        throw new IllegalArgumentException("attempt " + attempts);
      }
      return "answer";
    }
  }

  @Test
  void callThatSucceedsAtOnce_isNoEvent() throws Exception {
    assertThat(retry.execute(new Failing(1)::call)).isEqualTo("answer");
    assertThat(AGENT.measured().has("retry.event")).isFalse();
  }

  @Test
  void callThatSucceedsInTheEnd_isASuccessAfterItsRetries() throws Exception {
    assertThat(retry.execute(new Failing(3)::call)).isEqualTo("answer");
    assertEvents(2, 1, 0);
  }

  @Test
  void callThatFailsInEachAttempt_isOneError() {
    assertThatThrownBy(() -> retry.execute(new Failing(4)::call))
        .isInstanceOf(RetryException.class);
    assertEvents(2, 0, 1);
  }

  @Test
  void errorThatIsNotRetried_isAnErrorWithoutRetries() {
    assertThatThrownBy(
            () ->
                retry.execute(
                    () -> {
                      throw new IllegalStateException("not retried");
                    }))
        .isInstanceOf(RetryException.class);
    assertEvents(0, 0, 1);
  }

  @Test
  void callWithinAnother_isOneOfItsOwn() throws Exception {
    Failing outer = new Failing(2);
    retry.execute(
        () -> {
          retry.execute(new Failing(3)::call);
          return outer.call();
        });
    assertEvents(2 * 2 + 1, 2 + 1, 0);
  }

  @Test
  void call_isNamedByTheMethodThatMakesIt() throws Exception {
    retry.execute(new Failing(2)::call);
    retry.invoke(new Failing(2)::call);
    assertThat(AGENT.measured().values("retry.event", "name"))
        .containsOnly(SpringCoreRetryTest.class.getName() + "#call_isNamedByTheMethodThatMakesIt");
    assertEvents(2, 2, 0);
  }

  /** What Spring retries by its interceptor, as for its annotation. */
  public static class Quotes {

    private final Failing failing = new Failing(3);

    public String load() {
      return failing.call();
    }
  }

  @Test
  void methodThatIsIntercepted_isNamedAsSpringNamesIt() {
    ProxyFactory proxy = new ProxyFactory(new Quotes());
    proxy.setProxyTargetClass(true);
    proxy.addAdvice(
        new SimpleRetryInterceptor(
            new MethodRetrySpec((method, thrown) -> true, 2, Duration.ZERO)));
    assertThat(((Quotes) proxy.getProxy()).load()).isEqualTo("answer");
    assertThat(events(Quotes.class.getName() + ".load", "retry")).isEqualTo(2);
    assertEvents(2, 1, 0);
  }

  /** What the library tells. */
  private static final class Listener implements RetryListener {

    private final LibraryEvents events = new LibraryEvents("spring-core-retry");

    @Override
    public void beforeRetry(RetryPolicy policy, Retryable<?> operation, RetryState state) {
      events.add("retry");
    }

    @Override
    public void onRetrySuccess(RetryPolicy policy, Retryable<?> operation, Object result) {
      events.add("success");
    }

    @Override
    public void onRetryPolicyExhaustion(
        RetryPolicy policy, Retryable<?> operation, RetryException exception) {
      events.add("error");
    }
  }

  /** An operation with a name. */
  private record Busy(Random random) implements Retryable<String> {

    @Override
    public String execute() {
      return switch (random.nextInt(4)) {
        case 0 -> throw new IllegalStateException("not retried");
        case 1, 2 -> throw new IllegalArgumentException("failed");
        default -> "answer";
      };
    }

    @Override
    public String getName() {
      return "busy";
    }
  }

  @Test
  void callsOnManyThreads_areCountedAsTheLibraryCountsThem() throws Exception {
    Listener library = new Listener();
    retry.setRetryListener(library);
    ManyThreads.run(
        1_000,
        random -> {
          try {
            retry.execute(new Busy(random));
          } catch (RetryException ended) {
            // The listener tells.
          }
        });
    library.events.assertEqual(
        AGENT.measured(), "retry.event", "busy", "retry", "success", "error");
  }

  private static void assertEvents(long retries, long successes, long errors) {
    assertThat(counted("event", "retry")).as("retry").isEqualTo(retries);
    assertThat(counted("event", "success")).as("success").isEqualTo(successes);
    assertThat(counted("event", "error")).as("error").isEqualTo(errors);
    assertThat(counted()).as("all").isEqualTo(retries + successes + errors);
  }

  private static long events(String name, String event) {
    return counted("name", name, "library", "spring-core-retry", "event", event);
  }

  private static long counted(String... tags) {
    return AGENT.measured().counter("retry.event", tags);
  }
}

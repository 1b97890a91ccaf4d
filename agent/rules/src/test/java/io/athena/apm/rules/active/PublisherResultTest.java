package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.ReactiveScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Methods that return a {@link Flow.Publisher}. Each reading of the clock advances it by a
 * microsecond.
 */
class PublisherResultTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();
  private final SubmissionPublisher<String> source = new SubmissionPublisher<>(Runnable::run, 16);
  private final Reader reader = new Reader();
  private WovenObject woven;

  @BeforeEach
  void weave() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.ReactiveScanner#flow"
            span: scan
            metrics: [{count: ended}]
        """);
    woven = fixture.create(ReactiveScanner.class);
  }

  @AfterEach
  void close() {
    source.close();
  }

  /** A publisher without other public types, as libraries return them. */
  @SuppressWarnings("unchecked")
  private Flow.Publisher<String> hidden() throws Exception {
    return (Flow.Publisher<String>) woven.set("result", new Hidden(source)).call("flow", "a");
  }

  @Test
  void publisherThatNobodySubscribesTo_isNoCall() throws Exception {
    hidden();

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void publisher_endsWhenItCompletes_withAllItsElements() throws Exception {
    hidden().subscribe(reader);
    source.submit("a");
    source.submit("b");
    assertThat(fixture.measured()).isEmpty();
    source.close();

    assertThat(reader.got).containsExactly("a", "b", "complete");
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 2000", "scan.total{} 1", "ended{} 1");
  }

  @Test
  void publisherThatFails_hasTheError() throws Exception {
    hidden().subscribe(reader);
    source.closeExceptionally(new IllegalStateException("x"));

    assertThat(reader.got).containsExactly("IllegalStateException");
    assertThat(fixture.measured()).contains("scan.error{error:IllegalStateException} 1");
  }

  @Test
  void cancelledPublisher_ends_andIsNoError() throws Exception {
    hidden().subscribe(reader);
    reader.subscription.cancel();

    assertThat(source.hasSubscribers()).isFalse();
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 2000", "scan.total{} 1", "ended{} 1");
  }

  @Test
  void subscriberThatComesTwice_isRefusedAsBefore() throws Exception {
    Flow.Publisher<String> publisher = hidden();
    publisher.subscribe(reader);
    publisher.subscribe(reader);

    assertThat(reader.got).containsExactly("IllegalStateException");
  }

  @Test
  void publisherThatMayBeCast_isReturnedUnchanged() throws Exception {
    assertThat(woven.set("result", source).call("flow", "a")).isSameAs(source);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 1", "ended{} 1");
  }

  /** Its class is not visible to callers. */
  private static final class Hidden implements Flow.Publisher<String> {

    private final Flow.Publisher<String> source;

    Hidden(Flow.Publisher<String> source) {
      this.source = source;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super String> subscriber) {
      source.subscribe(subscriber);
    }
  }

  /** Requests all elements. */
  private static final class Reader implements Flow.Subscriber<String> {

    private final List<String> got = new ArrayList<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String element) {
      got.add(element);
    }

    @Override
    public void onError(Throwable error) {
      got.add(error.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      got.add("complete");
    }
  }
}

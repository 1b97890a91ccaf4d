package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.ReactiveScanner;
import io.athena.apm.core.errors.Door;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.publisher.Sinks;

/** Methods that return Reactor's types. Each reading of the clock advances it by a microsecond. */
class ReactorResultTest {

  private static final String RULES =
      """
      rules:
        - method: "com.acme.scan.ReactiveScanner#*"
          span: scan
          metrics:
            - count: scanned
              value: return.length
            - count: ended
            - count: failed
              tags: {why: error.class.simpleName}
      """;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();
  private WovenObject woven;

  @BeforeEach
  void weave() throws Exception {
    fixture.use(RULES);
    woven = fixture.create(ReactiveScanner.class);
  }

  @SuppressWarnings("unchecked")
  private Mono<String> mono(Mono<String> inside) throws Exception {
    return (Mono<String>) woven.set("result", inside).call("mono", "a");
  }

  @SuppressWarnings("unchecked")
  private Flux<String> flux(Flux<String> inside) throws Exception {
    return (Flux<String>) woven.set("result", inside).call("flux", "a");
  }

  @Test
  void monoThatNobodySubscribesTo_isNoCall() throws Exception {
    mono(Mono.just("ok"));

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void mono_endsWithItsValue_afterItsOwnTimeAndTheMethods() throws Exception {
    assertThat(mono(Mono.just("ok")).block()).isEqualTo("ok");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 2000", "scan.total{} 1", "scanned{} 2", "ended{} 1");
  }

  @Test
  void monoWithoutValue_endsWithNull() throws Exception {
    assertThat(mono(Mono.empty()).block()).isNull();

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 2000", "scan.total{} 1", "ended{} 1");
  }

  @Test
  void monoThatFails_hasTheError() throws Exception {
    Mono<String> failing = mono(Mono.error(new NoSuchElementException("x")));

    assertThatThrownBy(failing::block).isInstanceOf(NoSuchElementException.class);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:NoSuchElementException} 1 sum 2000",
            "scan.total{} 1",
            "scan.error{error:NoSuchElementException} 1",
            "failed{why:NoSuchElementException} 1");
  }

  @Test
  void retries_areCallsWithTheirOwnDurations() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    Mono<String> third =
        Mono.fromCallable(
            () -> {
              if (tries.incrementAndGet() < 3) {
                throw new IllegalStateException("again");
              }
              return "ok";
            });

    assertThat(mono(third).retry(5).block()).isEqualTo("ok");
    assertThat(fixture.measured())
        .contains(
            "scan.total{} 3",
            "scan.error{error:IllegalStateException} 2",
            "scan.duration{error:IllegalStateException} 2 sum 3000",
            "scan.duration{error:none} 1 sum 1000",
            "ended{} 1");
  }

  @Test
  void cancelledMono_failsAsAFutureDoes() throws Exception {
    Disposable subscription = mono(Mono.never()).subscribe();
    subscription.dispose();

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:CancellationException} 1 sum 2000",
            "scan.total{} 1",
            "scan.error{error:CancellationException} 1",
            "failed{why:CancellationException} 1");
  }

  @Test
  void monoThatIsCancelledAfterItsValue_isNoError() throws Exception {
    mono(Mono.just("ok")).flux().take(1).blockLast();

    assertThat(fixture.measured())
        .contains("scan.total{} 1", "scan.duration{error:none} 1 sum 2000");
  }

  @Test
  void flux_endsOnce_withoutAValue() throws Exception {
    List<String> got = flux(Flux.just("a", "b", "c")).collectList().block();

    assertThat(got).containsExactly("a", "b", "c");
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 2000", "scan.total{} 1", "ended{} 1");
  }

  @Test
  void fluxThatFailsLate_hasTheError() throws Exception {
    Flux<String> failing =
        flux(Flux.just("a").concatWith(Mono.error(new IllegalStateException("x"))));

    assertThat(failing.onErrorReturn("b").collectList().block()).containsExactly("a", "b");
    assertThat(fixture.measured())
        .contains("scan.total{} 1", "scan.error{error:IllegalStateException} 1");
  }

  @Test
  void cancelledFlux_ends_andIsNoError() throws Exception {
    assertThat(flux(Flux.just("a", "b")).take(1).collectList().block()).containsExactly("a");

    assertThat(fixture.measured()).contains("scan.total{} 1", "ended{} 1");
    assertThat(fixture.measured()).noneMatch(series -> series.startsWith("scan.error"));
  }

  @Test
  void subscribersAtTheSameTime_areEachACall() throws Exception {
    Sinks.Many<String> sink = Sinks.many().multicast().directBestEffort();
    Flux<String> shared = flux(sink.asFlux());
    List<String> got = new ArrayList<>();
    shared.subscribe(got::add);
    shared.subscribe(got::add);
    sink.tryEmitNext("a");
    sink.tryEmitComplete();

    assertThat(got).containsExactly("a", "a");
    assertThat(fixture.measured())
        .contains("scan.total{} 2", "scan.duration{error:none} 2 sum 5000");
  }

  @Test
  void demandAndContext_arePassedOn() throws Exception {
    List<Long> requested = new ArrayList<>();
    Flux<String> inside =
        Flux.deferContextual(context -> Flux.just(context.<String>get("user"), "b", "c"))
            .doOnRequest(requested::add);

    List<String> got =
        flux(inside)
            .contextWrite(context -> context.put("user", "ann"))
            .limitRate(2)
            .collectList()
            .block();

    assertThat(got).containsExactly("ann", "b", "c");
    assertThat(requested.get(0)).isEqualTo(2);
  }

  @Test
  void methodThatDeclaresAPublisher_isMeasured_whereItIsReactors() throws Exception {
    Object returned = woven.set("result", Mono.just("ok")).call("publisher", "a");

    assertThat(returned).isInstanceOf(Mono.class);
    assertThat(Mono.from((Mono<?>) returned).block()).isEqualTo("ok");
    assertThat(fixture.measured()).contains("scan.total{} 1", "scanned{} 2");
  }

  @Test
  void resultThatMayBeCast_isReturnedUnchanged() throws Exception {
    ConnectableFlux<String> connectable = Flux.just("a").publish();

    assertThat(woven.set("result", connectable).call("flux", "a")).isSameAs(connectable);
    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 1", "ended{} 1");
    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:2: the completion of a "
                + connectable.getClass().getName()
                + " can't be observed: such calls count when they return, without a"
                + " duration, 'return' and 'error'");
  }

  @Test
  void methodOfAnotherDeclaredType_countsWithoutADuration() throws Exception {
    Mono<String> inside = Mono.just("ok");

    assertThat(woven.set("result", inside).call("anything", "a")).isSameAs(inside);
    assertThat(fixture.measured()).containsExactlyInAnyOrder("scan.total{} 1", "ended{} 1");
  }

  @Test
  void methodThatReturnsNullOrThrows_isAnOrdinaryCall() throws Exception {
    assertThat(mono(null)).isNull();
    assertThatThrownBy(() -> woven.set("result", "no mono").call("mono", "a"))
        .isInstanceOf(ClassCastException.class);

    assertThat(fixture.measured())
        .contains("scan.total{} 2", "ended{} 1", "scan.error{error:ClassCastException} 1");
  }

  @Test
  void twoRulesOfOneMethod_bothRecordItsEnd() throws Exception {
    fixture.use(
        """
        rules:
          - {method: "com.acme.scan.ReactiveScanner#mono", span: one}
          - {method: "com.acme.scan.ReactiveScanner#mono", span: two}
        """);
    woven = fixture.create(ReactiveScanner.class);

    assertThat(mono(Mono.just("ok")).block()).isEqualTo("ok");
    assertThat(fixture.measured()).contains("one.total{} 1", "two.total{} 1");
  }

  @Test
  void monoThatIsKept_isNotMeasured_afterItsRuleIsRemoved() throws Exception {
    Mono<String> kept = mono(Mono.just("ok"));
    fixture.use("rules: []");

    assertThat(kept.block()).isEqualTo("ok");
    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void failureOfOurs_isCounted_andSubscribersGetTheirValues() throws Exception {
    Mono<String> first = mono(Mono.just("ok"));
    AtomicReference<MonoSink<String>> sink = new AtomicReference<>();
    List<String> got = new ArrayList<>();
    mono(Mono.create(sink::set)).subscribe(got::add);
    fixture.brokenClock = true;
    sink.get().success("late");

    assertThat(first.block()).isEqualTo("ok");
    assertThat(got).containsExactly("late");
    assertThat(fixture.logged())
        .singleElement()
        .asString()
        .startsWith("rules.yaml:2: an advice failed and was contained");
    fixture.expectErrors(Door.ADVICE, 2);
  }
}

package io.athena.apm.instrumentation.resilience;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.ApplicationPoller;
import io.athena.apm.metrics.Counter;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Registry;
import io.athena.apm.metrics.Series;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.rules.values.StableName;
import io.athena.apm.runtime.CircuitBreakerProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reports circuit breakers as metrics. Events are counted on the application's threads. State and
 * open time are read at each flush where a field contains the state; where only a getter returns
 * it, the application's threads alone read it.
 */
final class CircuitBreakers
    implements CircuitBreakerProbe, ApplicationPoller, Supplier<Predicate<Series>> {

  /** When a call began that is not measured. */
  private static final long UNMEASURED = 0;

  /** The libraries whose breakers change without saying so. */
  private static final Set<String> UNREPORTED =
      Set.of(AthenaCircuitBreaker.LIBRARY, Hystrix.LIBRARY);

  /** {@link #isAskedAgain} and {@link #asked}. */
  private static final int ENGINE_FRAMES = 2;

  private final Family<Counter> events;
  private final Family<Counter> openMillis;
  private final BreakerCalls calls;
  private final PolledGauges states;
  private final WeakIdentityMap<TrackedBreaker> breakers = new WeakIdentityMap<>();
  private final StateReaders readers;
  private final PathReader name;
  private final LongSupplier nanoTime;
  private final HandWritten handWritten = new HandWritten();
  private final OpenedBreakers openedBreakers = new OpenedBreakers();
  private final Runnable opened;

  private volatile boolean paused;

  /** Whether there may be breakers whose creation was not seen. */
  private volatile boolean incomplete;

  /**
   * Without breakers.
   *
   * @param attached whether the application has run before
   * @param opened runs on the application's thread where a breaker has opened; never waits
   */
  CircuitBreakers(
      Registry registry,
      Spans spans,
      AgentLog log,
      LongSupplier nanoTime,
      boolean attached,
      Runnable opened) {
    this.incomplete = attached;
    this.opened = opened;
    this.events = registry.counters(ResilienceMetrics.EVENT);
    this.calls = new BreakerCalls(registry, spans);
    this.openMillis = registry.counters(ResilienceMetrics.OPEN_DURATION);
    this.states = new PolledGauges(registry.gauges(ResilienceMetrics.STATE));
    this.readers = new StateReaders(log);
    this.name = PathReader.ofFirst(log, "name", "breakerName", "serviceName", "id");
    this.nanoTime = nanoTime;
  }

  @Override
  public void created(Object breaker, String library, String name) {
    if (!paused) {
      tracked(breaker, library, name).observe(breaker, nanoTime.getAsLong());
    }
  }

  @Override
  public void event(Object breaker, String library, String name, String event) {
    events.get(name, library, event).increment();
    if (incomplete && isUnknown(breaker)) {
      created(breaker, library, name);
    }
  }

  @Override
  public void call(
      Object breaker, String library, String name, String event, long nanos, long slowNanos) {
    event(breaker, library, name, event);
    if (nanos > slowNanos) {
      events.get(name, library, "slow").increment();
    }
  }

  @Override
  public void transition(Object breaker, String library, String name, String from, String to) {
    if (!paused && name != null && !from.equals(to)) {
      BreakerState changed = BreakerState.of(to);
      TrackedBreaker tracked = tracked(breaker, library, name);
      events.get(tracked.name(), library, changed.event()).increment();
      tracked.observe(breaker, nanoTime.getAsLong());
      reportIfOpen(tracked, changed);
    }
  }

  @Override
  public void called(Object breaker, String library, String name) {
    if (breakers.get(breaker) == null) {
      created(breaker, library, name);
    }
  }

  @Override
  public void tried(Object breaker, String library, String name, String to, boolean changed) {
    if (changed) {
      transition(breaker, library, name, "", to);
    }
  }

  @Override
  public void tested(Object breaker, String library, String name, String before, Object block) {
    tried(breaker, library, name, "open", block != null && before.equals("HALF_OPEN"));
  }

  @Override
  public void asked(Object breaker, String library, String name, boolean permitted) {
    if (!permitted && !isAskedAgain()) {
      event(breaker, library, name, "rejected");
    }
  }

  /**
   * Whether an open state of Failsafe, whose delay has passed, asks its breaker again. Of the
   * calling methods the first belongs to the state that answers, the second to its breaker.
   */
  private static boolean isAskedAgain() {
    return StackWalker.getInstance()
        .walk(frames -> frames.skip(ENGINE_FRAMES + 2).findFirst())
        .filter(frame -> frame.getClassName().endsWith(".OpenState"))
        .isPresent();
  }

  @Override
  public void observe(Object breaker) {
    if (!paused) {
      look(breaker, nanoTime.getAsLong());
    }
  }

  @Override
  public void observe(
      Object breaker, String library, String name, boolean forcedOpen, boolean forcedClosed) {
    if (!paused) {
      TrackedBreaker known = breakers.get(breaker);
      TrackedBreaker tracked = known == null ? tracked(breaker, library, name) : known;
      tracked.force(forced(forcedOpen, forcedClosed));
      look(breaker, tracked, nanoTime.getAsLong());
    }
  }

  private static BreakerState forced(boolean open, boolean closed) {
    if (open) {
      return BreakerState.FORCED_OPEN;
    }
    return closed ? BreakerState.DISABLED : null;
  }

  @Override
  public void observeKnown(Object breaker) {
    TrackedBreaker known = paused || breaker == null ? null : breakers.get(breaker);
    if (known != null) {
      look(breaker, known, nanoTime.getAsLong());
    }
  }

  private TrackedBreaker look(Object breaker, long now) {
    TrackedBreaker tracked = breakers.computeIfAbsent(breaker, handWritten);
    look(breaker, tracked, now);
    return tracked;
  }

  private void look(Object breaker, TrackedBreaker tracked, long now) {
    BreakerState changed = tracked.observe(breaker, now);
    if (changed != null) {
      events.get(tracked.name(), tracked.library(), changed.event()).increment();
      reportIfOpen(tracked, changed);
    }
  }

  private void reportIfOpen(TrackedBreaker tracked, BreakerState changed) {
    if (changed.isOpen()) {
      tracked.markOpened();
      opened.run();
    }
  }

  /** The series of the breakers that are reported early. Called on the athena-apm thread. */
  @Override
  public Predicate<Series> get() {
    Set<String> names = new HashSet<>();
    breakers.forEach(
        (breaker, tracked) -> {
          if (tracked.takeOpened()) {
            names.add(PolledGauges.series(tracked.name(), tracked.library()));
          }
        });
    Predicate<Series> selected = openedBreakers.select(names, nanoTime.getAsLong());
    if (selected != null) {
      run();
    }
    return selected;
  }

  @Override
  public long startCall(Object breaker) {
    if (paused) {
      return UNMEASURED;
    }
    long now = nanoTime.getAsLong();
    look(breaker, now);
    calls.begin(now);
    return now;
  }

  @Override
  public void endCall(Object breaker, long began, Object result, Throwable error) {
    SpanContext span = calls.leave(began);
    if (result instanceof CompletionStage) {
      AsyncResults.of(result).watch(result, new PendingBreakerCall(breaker, began, span));
    } else {
      ended(breaker, began, span, error);
    }
  }

  private void ended(Object breaker, long began, SpanContext span, Throwable error) {
    calls.end(span);
    // Paused: the call began before.
    if (began != UNMEASURED && !paused) {
      long now = nanoTime.getAsLong();
      TrackedBreaker tracked = look(breaker, now);
      String outcome = BreakerCalls.outcome(breaker, tracked.stateSince(began), error);
      calls.record(tracked, outcome, now - began, span);
    }
  }

  /** A call has returned, and its result has not arrived. */
  private final class PendingBreakerCall implements PendingCall {

    private final Object breaker;
    private final long began;
    private final SpanContext span;

    PendingBreakerCall(Object breaker, long began, SpanContext span) {
      this.breaker = breaker;
      this.began = began;
      this.span = span;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        CircuitBreakers.this.ended(breaker, began, span, error);
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.CIRCUIT_BREAKER_CALL.toString());
      }
    }

    @Override
    public void unobservable(Class<?> type) {
      calls.end(span);
    }
  }

  private boolean isUnknown(Object breaker) {
    TrackedBreaker known = breakers.get(breaker);
    return known == null || Double.isNaN(known.value());
  }

  private TrackedBreaker tracked(Object breaker, String library, String name) {
    return breakers.computeIfAbsent(breaker, new Named(library, name));
  }

  /** Tracks a library's breaker, whose name is known. */
  private final class Named implements Function<Object, TrackedBreaker> {

    private final String library;
    private final String name;

    Named(String library, String name) {
      this.library = library;
      this.name = name;
    }

    @Override
    public TrackedBreaker apply(Object breaker) {
      return track(library, name);
    }
  }

  /** Tracks a hand-written breaker, whose name is read from it. */
  private final class HandWritten implements Function<Object, TrackedBreaker> {

    @Override
    public TrackedBreaker apply(Object breaker) {
      String known = name.readText(breaker);
      return track(
          AthenaCircuitBreaker.LIBRARY, known == null ? StableName.of(breaker.getClass()) : known);
    }
  }

  private TrackedBreaker track(String library, String name) {
    states.add(name, library);
    return new TrackedBreaker(library, name, readers.of(library), openMillis.get(name, library));
  }

  /** Reads every breaker that is alive. Called on the athena-apm thread before each snapshot. */
  @Override
  public void run() {
    if (paused) {
      return;
    }
    Poll poll = new Poll(nanoTime.getAsLong());
    breakers.forEach(poll);
    states.show(poll.worst);
  }

  @Override
  public void pause() {
    paused = true;
    incomplete = true;
    states.show(Map.of());
    breakers.forEach((breaker, tracked) -> tracked.forget());
  }

  @Override
  public void resume() {
    // Again: a call that had begun may have observed a state.
    breakers.forEach((breaker, tracked) -> tracked.forget());
    paused = false;
    run();
  }

  /** Reads all breakers without running their code, which might wait for one of their callers. */
  private final class Poll implements BiConsumer<Object, TrackedBreaker> {

    private final Map<String, Double> worst = new HashMap<>();
    private final long now;

    Poll(long now) {
      this.now = now;
    }

    @Override
    public void accept(Object breaker, TrackedBreaker tracked) {
      BreakerState changed = tracked.poll(breaker, now);
      if (changed != null && UNREPORTED.contains(tracked.library())) {
        events.get(tracked.name(), tracked.library(), changed.event()).increment();
      }
      String series = PolledGauges.series(tracked.name(), tracked.library());
      worst.put(series, Math.max(tracked.value(), worst.getOrDefault(series, 0.0)));
    }
  }
}

package io.athena.apm.instrumentation.ai;

import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanScope;
import java.util.function.Supplier;
import org.reactivestreams.Subscription;
import reactor.core.CorePublisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;
import reactor.util.context.Context;

/** Observes Reactor's publishers, for the adapters of libraries that return them. */
public abstract class ReactorAdapter implements AiClient {

  @Override
  public Object publisher(Object publisher, Supplier<Object> start) {
    return publisher instanceof Mono<?> mono
        ? new ObservedMono<>(mono, start)
        : new ObservedFlux<>((Flux<?>) publisher, start);
  }

  @Override
  public final Object answer(Object value, AiCall call) {
    return value instanceof CoreSubscriber<?> subscriber
        ? new Observer<>(subscriber, call)
        : read(value, call);
  }

  /** As {@link #answer}, for what is no subscriber. */
  abstract Object read(Object value, AiCall call);

  @SuppressWarnings("unchecked") // the observer passes the same elements on
  private static <T> void subscribe(
      CorePublisher<? extends T> source,
      CoreSubscriber<? super T> subscriber,
      Supplier<Object> start) {
    Object call = start.get();
    Throwable error = null;
    try {
      source.subscribe((CoreSubscriber<? super T>) Probes.ai().observe(call, subscriber));
    } catch (Throwable thrown) {
      error = thrown;
      throw thrown;
    } finally {
      Probes.ai().leaveCall(call, error);
    }
  }

  private static final class ObservedFlux<T> extends FluxOperator<T, T> {

    private final Supplier<Object> start;

    ObservedFlux(Flux<? extends T> flux, Supplier<Object> start) {
      super(flux);
      this.start = start;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
      ReactorAdapter.subscribe(source, subscriber, start);
    }
  }

  private static final class ObservedMono<T> extends MonoOperator<T, T> {

    private final Supplier<Object> start;

    ObservedMono(Mono<? extends T> mono, Supplier<Object> start) {
      super(mono);
      this.start = start;
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
      ReactorAdapter.subscribe(source, subscriber, start);
    }
  }

  /** Stands for a subscriber, within which the library's code may go on: it sends more. */
  private static final class Observer<T> implements CoreSubscriber<T>, Subscription {

    private final CoreSubscriber<T> subscriber;
    private final AiCall call;
    private Subscription subscription;

    Observer(CoreSubscriber<T> subscriber, AiCall call) {
      this.subscriber = subscriber;
      this.call = call;
    }

    @Override
    public Context currentContext() {
      return subscriber.currentContext();
    }

    @Override
    public void onSubscribe(Subscription begun) {
      subscription = begun;
      subscriber.onSubscribe(this);
    }

    @Override
    public void onNext(T piece) {
      call.piece(piece);
      SpanScope before = call.beforeSignal();
      try {
        subscriber.onNext(piece);
      } finally {
        call.afterSignal(before);
      }
    }

    @Override
    public void onError(Throwable error) {
      ended(error);
    }

    @Override
    public void onComplete() {
      ended(null);
    }

    private void ended(Throwable error) {
      call.end(error);
      SpanScope before = call.beforeSignal();
      try {
        if (error == null) {
          subscriber.onComplete();
        } else {
          subscriber.onError(error);
        }
      } finally {
        call.afterSignal(before);
      }
    }

    @Override
    public void request(long number) {
      subscription.request(number);
    }

    @Override
    public void cancel() {
      try {
        subscription.cancel();
      } finally {
        call.end(null);
      }
    }
  }
}

package io.athena.apm.instrumentation.ai;

import io.athena.apm.spans.SpanScope;
import java.util.concurrent.Flow;

/** Stands for the application's subscriber. */
public final class ObservedSubscriber<T> implements Flow.Subscriber<T>, Flow.Subscription {

  private final Flow.Subscriber<T> subscriber;
  private final AiCall call;
  private Flow.Subscription subscription;

  /** Reports each element, and the end, to a call. */
  public ObservedSubscriber(Flow.Subscriber<T> subscriber, AiCall call) {
    this.subscriber = subscriber;
    this.call = call;
  }

  @Override
  public void onSubscribe(Flow.Subscription begun) {
    subscription = begun;
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(T event) {
    call.piece(event);
    subscriber.onNext(event);
  }

  @Override
  public void onError(Throwable error) {
    SpanScope before = call.beforeSignal();
    try {
      call.end(error);
      subscriber.onError(error);
    } finally {
      call.afterSignal(before);
    }
  }

  @Override
  public void onComplete() {
    SpanScope before = call.beforeSignal();
    try {
      call.end(null);
      subscriber.onComplete();
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

package io.athena.apm.rules.async;

import java.util.concurrent.Flow;

/** Wraps a subscriber and notifies a call of the end. Passes on all signals in order. */
final class WatchedSubscriber implements Flow.Subscriber<Object>, Flow.Subscription {

  private final Flow.Subscriber<? super Object> subscriber;
  private final PendingCall call;
  private volatile Flow.Subscription subscription;

  WatchedSubscriber(Flow.Subscriber<? super Object> subscriber, PendingCall call) {
    this.subscriber = subscriber;
    this.call = call;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    // Null breaks the contract; the subscriber itself refuses it.
    subscriber.onSubscribe(given == null ? null : this);
  }

  @Override
  public void onNext(Object element) {
    subscriber.onNext(element);
  }

  @Override
  public void onError(Throwable error) {
    call.ended(null, error);
    subscriber.onError(error);
  }

  @Override
  public void onComplete() {
    call.ended(null, null);
    subscriber.onComplete();
  }

  @Override
  public void request(long elements) {
    subscription.request(elements);
  }

  @Override
  public void cancel() {
    call.ended(null, null);
    subscription.cancel();
  }

  /** Some publishers compare subscribers to refuse one that subscribes twice. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WatchedSubscriber same && subscriber.equals(same.subscriber);
  }

  @Override
  public int hashCode() {
    return subscriber.hashCode();
  }
}

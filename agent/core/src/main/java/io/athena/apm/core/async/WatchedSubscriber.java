package io.athena.apm.core.async;

import java.util.concurrent.Flow;

/** Stands for a subscriber and tells a call of the end. Hands everything on, in the same order. */
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
    // Null breaks the contract, and is the subscriber's to complain about.
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

  /** A publisher may refuse the same subscriber twice. */
  @Override
  public boolean equals(Object other) {
    return other instanceof WatchedSubscriber same && subscriber.equals(same.subscriber);
  }

  @Override
  public int hashCode() {
    return subscriber.hashCode();
  }
}

package io.athena.apm.rules.async;

/** An asynchronous result to which nothing can be added without the risk of breaking it. */
final class UnobservableResult implements AsyncResult {

  @Override
  public void watch(Object result, PendingCall call) {
    call.unobservable(result.getClass());
  }
}

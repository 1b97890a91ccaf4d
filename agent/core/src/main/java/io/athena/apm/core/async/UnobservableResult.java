package io.athena.apm.core.async;

/**
 * Something that arrives later and that nothing can be added to without the risk of breaking it.
 */
final class UnobservableResult implements AsyncResult {

  @Override
  public void watch(Object result, PendingCall call) {
    call.unseen(result.getClass());
  }
}

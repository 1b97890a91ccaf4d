package io.athena.apm.core.later;

/**
 * Something that arrives later and that nothing can be added to without the risk of breaking it.
 */
final class UnseenResult implements LaterResult {

  @Override
  public void watch(Object result, PendingCall call) {
    call.unseen(result.getClass());
  }
}

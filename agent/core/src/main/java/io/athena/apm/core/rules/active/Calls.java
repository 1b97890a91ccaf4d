package io.athena.apm.core.rules.active;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Empty calls, to be filled again: a measured method allocates nothing for us.
 *
 * <p>Not a thread-local, of which each virtual thread would have its own. A place belongs to
 * nobody; threads come to one by their numbers, and who finds it empty makes a call.
 */
final class Calls {

  private static final int PLACES = 64;

  private final AtomicReferenceArray<Call> free = new AtomicReferenceArray<>(PLACES);

  Call take() {
    Call call = free.getAndSet(place(), null);
    return call == null ? new Call() : call;
  }

  /** Takes a call back, when nobody refers to it any more. */
  void give(Call call) {
    call.clear();
    free.setRelease(place(), call);
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (PLACES - 1);
  }
}

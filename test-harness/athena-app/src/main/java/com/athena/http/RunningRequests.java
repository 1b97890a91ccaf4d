package com.athena.http;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Knows how many requests are being answered, lets no new one in at the end, and waits for them.
 */
final class RunningRequests {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int running;
  private boolean draining;

  /** Whether one more request may run; if so, {@link #leave} must follow. */
  boolean enter() {
    lock.lock();
    try {
      if (!draining) {
        running++;
      }
      return !draining;
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      running--;
      idle.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets no request in any more, and waits until none runs or the time is over. */
  void drain(Duration patience) {
    lock.lock();
    try {
      draining = true;
      long nanos = patience.toNanos();
      while (running > 0 && nanos > 0) {
        nanos = idle.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }
}

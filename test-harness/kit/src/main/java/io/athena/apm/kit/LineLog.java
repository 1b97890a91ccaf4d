package io.athena.apm.kit;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Lines that one thread adds and others read and wait for. */
final class LineLog {

  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  /** Marks the end: no line follows, and waits end. */
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for the first line that matches, old or new; empty at the deadline or the end. */
  synchronized Optional<String> await(Predicate<String> wanted, Deadline deadline) {
    for (int next = 0; ; next++) {
      while (next == lines.size()) {
        if (ended || deadline.passed()) {
          return Optional.empty();
        }
        waitUntil(deadline);
      }
      if (wanted.test(lines.get(next))) {
        return Optional.of(lines.get(next));
      }
    }
  }

  /** True when the end was reached before the deadline. */
  synchronized boolean awaitEnd(Deadline deadline) {
    while (!ended && !deadline.passed()) {
      waitUntil(deadline);
    }
    return ended;
  }

  private void waitUntil(Deadline deadline) {
    try {
      NANOSECONDS.timedWait(this, deadline.remainingNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a line", e);
    }
  }
}

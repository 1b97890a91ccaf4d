package io.athena.apm.instrumentation.ai;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Answers that an analysis waits for. Threads of the application add them, and remove them where
 * their calls end.
 */
/*
 * The thread that completes a future wakes those that wait for it before it calls all listeners.
 * So the application may go on with the answer before the agent knows of it. Where the analysis
 * goes on, the calls whose answers are there end first: then a call that follows a failed one is a
 * failover, and an analysis knows who answered it.
 */
final class PendingAnswers {

  private final Queue<PendingAnswer> answers = new ConcurrentLinkedQueue<>();

  void add(PendingAnswer answer) {
    answers.add(answer);
  }

  void remove(PendingAnswer answer) {
    answers.remove(answer);
  }

  /** Ends the calls whose answers are there. */
  void catchUp() {
    for (PendingAnswer answer : answers) {
      answer.endIfThere();
    }
  }
}

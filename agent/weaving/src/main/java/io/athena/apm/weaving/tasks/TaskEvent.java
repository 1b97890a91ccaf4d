package io.athena.apm.weaving.tasks;

/** What woven methods tell the bridge. */
enum TaskEvent {

  /** This thread hands a task over, or makes one that will be. */
  HANDED_OVER("handedOver"),

  /** This thread hands a task over to a fork-join pool, which is told too. */
  SUBMITTED("submitted"),

  /** This thread adds what is to be done after a future. */
  ADDED("added"),

  /** A worker thread has taken a task, and does nothing else. */
  TAKEN("taken"),

  /** A thread that waits is about to run a task that it has found in a queue. */
  HELPED("helped"),

  /** A worker thread is done with a task. */
  LEFT("left"),

  /** What was to be done after a future has been done; the bridge itself tells. */
  DONE("done"),

  /** A task that is a future has its result, has failed or is cancelled. */
  COMPLETED("completed");

  private static final String OBJECT = "Ljava/lang/Object;";

  private final String method;

  TaskEvent(String method) {
    this.method = method;
  }

  /** The name of the bridge's method. */
  String method() {
    return method;
  }

  /** Whether it is told of the pool, too. */
  boolean isOfPool() {
    return this == SUBMITTED;
  }

  /** Of the bridge's method: the task, then the pool. */
  String descriptor() {
    return isOfPool() ? "(" + OBJECT + OBJECT + ")V" : "(" + OBJECT + ")V";
  }

  /** The bridge's method does what the one method of this interface does. */
  String function() {
    return isOfPool() ? "java/util/function/BiConsumer" : "java/util/function/Consumer";
  }
}

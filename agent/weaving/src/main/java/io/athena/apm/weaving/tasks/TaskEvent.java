package io.athena.apm.weaving.tasks;

/** The events that woven methods of the JDK report to the bridge. */
enum TaskEvent {

  /** This thread hands a task over, or creates a task that it will hand over. */
  HANDED_OVER("handedOver"),

  /** This thread hands a task over to a fork-join pool. The bridge gets the pool, too. */
  SUBMITTED("submitted"),

  /** This thread adds a completion to a future. */
  ADDED("added"),

  /** A worker thread has taken a task and does nothing else. */
  TAKEN("taken"),

  /** A thread that waits is about to run a task that it has found in a queue. */
  HELPED("helped"),

  /** A worker thread has finished a task. */
  LEFT("left"),

  /** A completion of a future has run; the bridge itself reports it. */
  DONE("done"),

  /** A task that is a future has its result, has failed or is cancelled. */
  COMPLETED("completed");

  private static final String OBJECT = "Ljava/lang/Object;";

  private final String method;

  TaskEvent(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }

  boolean isOfPool() {
    return this == SUBMITTED;
  }

  /** The descriptor of the bridge's method: the task, then the pool. */
  String descriptor() {
    return isOfPool() ? "(" + OBJECT + OBJECT + ")V" : "(" + OBJECT + ")V";
  }

  String function() {
    return isOfPool() ? "java/util/function/BiConsumer" : "java/util/function/Consumer";
  }
}

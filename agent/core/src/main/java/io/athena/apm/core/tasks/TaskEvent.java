package io.athena.apm.core.tasks;

/** What woven methods tell the bridge. */
enum TaskEvent {

  /** This thread hands a task over, or makes one that will be. */
  HANDED_OVER("handedOver"),

  /** A worker thread has taken a task, and does nothing else. */
  TAKEN("taken"),

  /** A worker thread is done with a task. */
  LEFT("left");

  /** Of the bridge's methods. */
  static final String DESCRIPTOR = "(Ljava/lang/Object;)V";

  private final String method;

  TaskEvent(String method) {
    this.method = method;
  }

  /** The name of the bridge's method. */
  String method() {
    return method;
  }
}

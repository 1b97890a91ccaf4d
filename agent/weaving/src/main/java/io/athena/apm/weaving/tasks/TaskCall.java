package io.athena.apm.weaving.tasks;

/** The calls by which the JDK runs tasks; woven code replaces them by calls of the bridge. */
enum TaskCall {

  /** A worker thread runs a task from its queue, or a future runs its task. */
  RUN("java/lang/Runnable", "run", "()V"),

  /** A future runs the supplier of its value. */
  GET("java/util/function/Supplier", "get", "()Ljava/lang/Object;"),

  /** A fork-join task runs, on a worker or on a thread that helps while it waits. */
  EXECUTE("java/util/concurrent/ForkJoinTask", "exec", "()Z"),

  /** A completion of a future runs, on the thread that completed the future. */
  FIRE(
      "java/util/concurrent/CompletableFuture$Completion",
      "tryFire",
      "(I)Ljava/util/concurrent/CompletableFuture;");

  private final String type;
  private final String method;
  private final String descriptor;

  TaskCall(String type, String method, String descriptor) {
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
  }

  /** The internal name of the task's class or interface. */
  String type() {
    return type;
  }

  /** The method that runs it; the bridge's method has the same name. */
  String method() {
    return method;
  }

  String descriptor() {
    return descriptor;
  }

  /** The descriptor of the bridge's method, which is static and also gets the task. */
  String bridgeDescriptor() {
    return "(L" + type + ";" + descriptor.substring(1);
  }

  /** The call with this name and descriptor; null for any other. */
  static TaskCall of(String name, String descriptor) {
    for (TaskCall call : values()) {
      if (call.method.equals(name) && call.descriptor.equals(descriptor)) {
        return call;
      }
    }
    return null;
  }
}

package io.athena.apm.weaving.tasks;

/** Where the JDK runs tasks: these calls go through the bridge. */
enum TaskCall {

  /** A worker thread runs what it took from the queue, or a future what it was given to run. */
  RUN("java/lang/Runnable", "run", "()V", "(Ljava/lang/Runnable;)V"),

  /** A future runs what it was given to supply its value. */
  GET(
      "java/util/function/Supplier",
      "get",
      "()Ljava/lang/Object;",
      "(Ljava/util/function/Supplier;)Ljava/lang/Object;"),

  /** A fork-join task runs, on a worker or on a thread that helps while it waits. */
  EXECUTE(
      "java/util/concurrent/ForkJoinTask", "exec", "()Z", "(Ljava/util/concurrent/ForkJoinTask;)Z"),

  /** What is to be done after a future has completed, on the thread that completed it. */
  FIRE(
      "java/util/concurrent/CompletableFuture$Completion",
      "tryFire",
      "(I)Ljava/util/concurrent/CompletableFuture;",
      "(Ljava/util/concurrent/CompletableFuture$Completion;I)"
          + "Ljava/util/concurrent/CompletableFuture;");

  private final String type;
  private final String method;
  private final String descriptor;
  private final String bridgeDescriptor;

  TaskCall(String type, String method, String descriptor, String bridgeDescriptor) {
    this.type = type;
    this.method = method;
    this.descriptor = descriptor;
    this.bridgeDescriptor = bridgeDescriptor;
  }

  /** The internal name of the task's class or interface. */
  String type() {
    return type;
  }

  /** The method that runs it; the bridge's has the same name. */
  String method() {
    return method;
  }

  String descriptor() {
    return descriptor;
  }

  /** The descriptor of the bridge's method, which is static. */
  String bridgeDescriptor() {
    return bridgeDescriptor;
  }

  /** The call that an instruction is; null for any other. */
  static TaskCall of(String name, String descriptor) {
    for (TaskCall call : values()) {
      if (call.method.equals(name) && call.descriptor.equals(descriptor)) {
        return call;
      }
    }
    return null;
  }
}

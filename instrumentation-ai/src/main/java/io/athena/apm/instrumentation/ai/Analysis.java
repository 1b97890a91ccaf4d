package io.athena.apm.instrumentation.ai;

/** An analysis that has not ended. Several threads may make its calls. */
final class Analysis {

  private final String operation;
  private final long start;
  private volatile AiCall failed;
  private volatile AiCall answered;

  /** The operation is null where a rule counts it; the start is monotonic, in nanoseconds. */
  Analysis(String operation, long start) {
    this.operation = operation;
    this.start = start;
  }

  String operation() {
    return operation;
  }

  long start() {
    return start;
  }

  /** The last call, if it failed and none has answered since; else null. */
  AiCall failed() {
    return failed;
  }

  /** The last call that was answered; null for none. */
  AiCall answered() {
    return answered;
  }

  void ended(AiCall call, boolean withError) {
    failed = withError ? call : null;
    if (!withError) {
      answered = call;
    }
  }
}

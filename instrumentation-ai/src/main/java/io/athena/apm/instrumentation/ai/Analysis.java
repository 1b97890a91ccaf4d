package io.athena.apm.instrumentation.ai;

/** An analysis that has not ended. Several threads may make its calls. */
final class Analysis {

  private final String operation;
  private final long start;
  private volatile AiRequest failed;
  private volatile AiRequest answered;

  /**
   * An analysis without calls.
   *
   * @param operation null where a rule counts it
   * @param start the monotonic clock, in nanoseconds
   */
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
  AiRequest failed() {
    return failed;
  }

  /** The last call that was answered; null for none. */
  AiRequest answered() {
    return answered;
  }

  /** A call has ended. */
  void ended(AiRequest call, boolean withError) {
    failed = withError ? call : null;
    if (!withError) {
      answered = call;
    }
  }
}

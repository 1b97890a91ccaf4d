package io.athena.apm.instrumentation.ai;

/** What a caller waits for, under way. Its calls may be made by several threads. */
final class Analysis {

  private final String operation;
  private final long start;
  private volatile AiCall failed;
  private volatile AiCall answered;

  /**
   * An analysis without calls.
   *
   * @param operation null where it is not counted here
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

  /** The last call, if it failed and nothing has answered since; else null. */
  AiCall failed() {
    return failed;
  }

  /** The last call that answered; null where none has. */
  AiCall answered() {
    return answered;
  }

  /** A call has ended. */
  void ended(AiCall call, boolean withError) {
    failed = withError ? call : null;
    if (!withError) {
      answered = call;
    }
  }
}

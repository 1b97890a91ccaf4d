package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import java.util.function.LongSupplier;

/**
 * Counts what a call reports from its first piece to its end. Runs on the application's threads.
 */
final class CallRecorder {

  private final AiCells cells;
  private final Spans spans;
  private final FinishedOperations finished;
  private final Analyses analyses;
  private final LongSupplier nanoTime;
  private final AgentLog log;

  CallRecorder(AiCells cells, Spans spans, Analyses analyses, LongSupplier nanoTime, AgentLog log) {
    this.cells = cells;
    this.spans = spans;
    this.finished = new FinishedOperations(spans);
    this.analyses = analyses;
    this.nanoTime = nanoTime;
    this.log = log;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  /** Logs a member that a newer or older version of the library lacks; counts any other problem. */
  void report(ClientLibrary library, Throwable problem) {
    if (problem instanceof LinkageError) {
      log.warnOnce(
          library.name()
              + ": this version of the library has no "
              + problem.getMessage()
              + "; what depends on it is not measured");
    } else {
      Probes.adviceFailed(problem, library.name());
    }
  }

  void piece(AiCall call, Object piece) {
    try {
      call.client().piece(piece, call);
    } catch (Throwable problem) {
      report(call.library(), problem);
    }
  }

  void firstContent(AiCall call, long nanos) {
    if (!call.isWrapper()) {
      cells.firstContent(call.request(), nanos);
      call.analysis().answering(call.request());
    }
  }

  void nextContent(AiCall call, long nanos) {
    if (!call.isWrapper()) {
      cells.nextContent(call.request(), nanos);
    }
  }

  /**
   * Records a call. Called once for each.
   *
   * @param nanos how long it took
   * @param error the exception, or null
   */
  void ended(AiCall call, long nanos, Throwable error) {
    try {
      if (error != null && !call.isWrapper() && call.client().isUnsent(error)) {
        cells.active(call.request().provider(), -1);
        spans.end(call.span());
      } else {
        String type = ErrorType.of(error);
        record(call, nanos, type == null ? call.failure() : type);
      }
      call.analysis().leave();
    } catch (Throwable problem) {
      Probes.adviceFailed(problem, call.library().name());
    }
  }

  private void record(AiCall call, long nanos, String error) {
    AiRequest request = call.request();
    if (call.isWrapper()) {
      call.analysis().catchUp();
      AiRequest answered = error == null ? call.analysis().answered() : null;
      request = answered == null ? analyses.unanswered(request.operation()) : answered;
    } else {
      cells.active(request.provider(), -1);
      cells.call(request, error, nanos);
      cells.tokens(request, call.usage(), error);
      call.analysis().ended(request, error);
    }
    if (call.isWrapper()) {
      finished.end(call.span(), "ai.analysis", request, error, nanos, TokenUsage.UNKNOWN);
    } else {
      finished.end(call.span(), "ai.call", request, error, nanos, call.usage());
    }
    if (call.isAnalysis()) {
      cells.analysis(call.request().operation(), request.provider(), request.model(), error, nanos);
    }
  }

  Spans spans() {
    return spans;
  }
}

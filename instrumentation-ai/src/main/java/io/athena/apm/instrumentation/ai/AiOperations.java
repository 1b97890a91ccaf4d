package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.metrics.Family;
import io.athena.apm.core.metrics.Tags;
import io.athena.apm.core.spans.FinishedSpan;
import io.athena.apm.core.spans.SpanSampler;
import io.athena.apm.core.values.ValueReader;
import io.athena.apm.runtime.AiProbe;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/**
 * What AI calls and analyses mean: which belongs to which, and what is counted once. Runs on the
 * application's threads.
 */
/*
 * Context
 *
 * The analysis of a thread is kept in a thread-local of our own object, set when the outermost
 * manager is entered and removed when it is left, so nothing stays behind on a pooled thread. A
 * manager inside a manager is the same analysis. A call finds its analysis when it begins.
 *
 * Provider and model of an analysis are those of its last call that answered. Where it made no
 * call that we can see, that means one of two things: no call was needed, or the manager uses a
 * client that is not measured. In a JVM in which calls within analyses are seen, it is the first,
 * and both are "none". Elsewhere the manager's result is asked.
 */
final class AiOperations implements AiProbe {

  @SuppressWarnings("ThreadLocalUsage") // one instance for each JVM, several in tests
  private final ThreadLocal<Analysis> current = new ThreadLocal<>();

  private final AiCells cells;
  private final SpanSampler spans;
  private final ValueReader provider;
  private final ValueReader model;
  private final LongSupplier nanoTime;
  private volatile boolean callsAreSeen;

  AiOperations(AiCells cells, SpanSampler spans, AgentLog log, LongSupplier nanoTime) {
    this.cells = cells;
    this.spans = spans;
    this.provider = new ValueReader(log, "provider", "providerName");
    this.model = new ValueReader(log, "model", "modelName");
    this.nanoTime = nanoTime;
  }

  @Override
  public Object startCall(String baseUrl, String model, String operation) {
    Analysis analysis = current.get();
    AiCall call =
        new AiCall(
            analysis,
            Providers.of(baseUrl),
            model == null ? Family.NONE : model,
            operation,
            nanoTime.getAsLong());
    cells.active(call.provider(), 1);
    if (analysis != null) {
      callsAreSeen = true;
      if (analysis.failed() != null) {
        cells.again(analysis.failed(), call);
      }
    }
    return call;
  }

  @Override
  public void endCall(
      Object started, Throwable error, Long input, Long output, Long cachedInput, Long reasoning) {
    if (!(started instanceof AiCall call)) {
      return;
    }
    long nanos = nanoTime.getAsLong() - call.start();
    String type = ErrorType.of(error);
    cells.active(call.provider(), -1);
    cells.call(call, type, nanos);
    if (error == null) {
      tokens(call, input, output, cachedInput, reasoning);
    }
    keep("ai.call", call.operation(), call.provider(), call.model(), type, nanos);
    if (call.analysis() == null) {
      cells.analysis(call.operation(), call.provider(), call.model(), type, nanos);
    } else {
      call.analysis().ended(call, error != null);
    }
  }

  private void tokens(AiCall call, Long input, Long output, Long cachedInput, Long reasoning) {
    if (input == null && output == null) {
      cells.tokensUnknown(call);
    }
    cells.tokens(call, "input", input);
    cells.tokens(call, "output", output);
    cells.tokens(call, "cached_input", cachedInput);
    cells.tokens(call, "reasoning", reasoning);
  }

  @Override
  public Object startAnalysis(Object manager, String operation) {
    if (current.get() != null) {
      return null;
    }
    Analysis analysis = new Analysis(operation, nanoTime.getAsLong());
    current.set(analysis);
    return analysis;
  }

  @Override
  public void endAnalysis(Object started, Object result, Throwable error) {
    if (!(started instanceof Analysis analysis)) {
      return;
    }
    current.remove();
    if (error == null && result instanceof CompletionStage<?> later) {
      later.whenComplete((value, problem) -> end(analysis, value, problem));
    } else {
      end(analysis, result, error);
    }
  }

  private void end(Analysis analysis, Object result, Throwable error) {
    long nanos = nanoTime.getAsLong() - analysis.start();
    AiCall answered = analysis.answered();
    String answeredBy = Family.NONE;
    String answeredWith = Family.NONE;
    if (error == null && answered != null) {
      answeredBy = answered.provider();
      answeredWith = answered.model();
    } else if (error == null && !callsAreSeen) {
      answeredBy = orNone(provider.read(result));
      answeredWith = orNone(model.read(result));
    }
    cells.analysis(analysis.operation(), answeredBy, answeredWith, ErrorType.of(error), nanos);
    keep("ai.analysis", analysis.operation(), answeredBy, answeredWith, ErrorType.of(error), nanos);
  }

  private void keep(
      String name, String operation, String provider, String model, String error, long nanos) {
    if (spans.sample()) {
      Tags tags =
          Tags.of(
              "operation", operation,
              "provider", provider,
              "model", model,
              "outcome", AiCells.outcome(error),
              "error", orNone(error));
      spans.keep(new FinishedSpan(System.currentTimeMillis(), name, tags, nanos));
    }
  }

  private static String orNone(String value) {
    return value == null ? Family.NONE : value;
  }
}

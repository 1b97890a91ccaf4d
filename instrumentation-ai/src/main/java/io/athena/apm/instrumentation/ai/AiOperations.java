package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Tags;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Relates AI calls to analyses and counts each once. Runs on the application's threads. */
/*
 * Context
 *
 * An analysis is the span that its calls look for, on whatever thread they are made for it. A manager
 * inside a manager is the same analysis. A call finds its analysis when it begins; one that begins
 * when the analysis is over, because nobody waited for it, is an analysis of its own.
 *
 * Provider and model of an analysis are those of its last call that answered. Where it made no
 * call that we can see, that means one of two things: no call was needed, or the manager uses a
 * client that is not measured. In a JVM in which calls within analyses are seen, it is the first,
 * and both are "none". Elsewhere the manager's result is asked.
 */
final class AiOperations implements AiProbe {

  private final AiCells cells;
  private final Spans spans;
  private final PathReader provider;
  private final PathReader model;
  private final LongSupplier nanoTime;
  private volatile boolean callsAreSeen;

  AiOperations(AiCells cells, Spans spans, AgentLog log, LongSupplier nanoTime) {
    this.cells = cells;
    this.spans = spans;
    this.provider = PathReader.ofFirst(log, "provider", "providerName");
    this.model = PathReader.ofFirst(log, "model", "modelName");
    this.nanoTime = nanoTime;
  }

  @Override
  public Object startCall(String baseUrl, String model, String operation) {
    Analysis analysis = spans.enclosing(Analysis.class);
    long start = nanoTime.getAsLong();
    AiCall call =
        new AiCall(
            analysis,
            Providers.of(baseUrl),
            model == null ? Family.NONE : model,
            operation,
            start,
            spans.begin(null, start));
    cells.active(call.provider(), 1);
    if (analysis != null) {
      callsAreSeen = true;
      AiCall failed = analysis.failed();
      if (failed != null) {
        cells.again(failed, call);
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
    spans.leave(call.span());
    cells.active(call.provider(), -1);
    cells.call(call, type, nanos);
    if (error == null) {
      tokens(call, input, output, cachedInput, reasoning);
    }
    end(call.span(), "ai.call", call.operation(), call.provider(), call.model(), type, nanos);
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
    if (spans.enclosing(Analysis.class) != null) {
      return null;
    }
    Analysis analysis = new Analysis(operation, nanoTime.getAsLong());
    return new Started(analysis, spans.beginAlways(analysis, analysis.start()));
  }

  @Override
  public void endAnalysis(Object handle, Object result, Throwable error) {
    if (handle instanceof Started started) {
      spans.leave(started.span());
      AsyncResult later = error == null ? AsyncResults.of(result) : null;
      if (later == null) {
        end(started, result, error);
      } else {
        later.watch(result, new PendingAnalysis(started));
      }
    }
  }

  /** What the manager's method holds. */
  private record Started(Analysis analysis, SpanContext span) {}

  /** The manager's method has returned, and its answer has not arrived. */
  private final class PendingAnalysis implements PendingCall {

    private final Started started;
    private final AtomicBoolean ended = new AtomicBoolean();

    PendingAnalysis(Started started) {
      this.started = started;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        if (!ended.getAndSet(true)) {
          end(started, value, error);
        }
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.AI_ANALYSIS.toString());
      }
    }

    /** Then it is over for us where the method returned. */
    @Override
    public void unobservable(Class<?> type) {
      ended(null, null);
    }

    @Override
    public PendingCall subscribed() {
      return this;
    }
  }

  private void end(Started started, Object result, Throwable error) {
    Analysis analysis = started.analysis();
    if (analysis.operation() == null) {
      spans.end(started.span());
      return;
    }
    long nanos = nanoTime.getAsLong() - analysis.start();
    AiCall answered = analysis.answered();
    String answeredBy = Family.NONE;
    String answeredWith = Family.NONE;
    if (error == null && answered != null) {
      answeredBy = answered.provider();
      answeredWith = answered.model();
    } else if (error == null && !callsAreSeen) {
      answeredBy = orNone(provider.readText(result));
      answeredWith = orNone(model.readText(result));
    }
    String type = ErrorType.of(error);
    cells.analysis(analysis.operation(), answeredBy, answeredWith, type, nanos);
    String name = "ai.analysis";
    end(started.span(), name, analysis.operation(), answeredBy, answeredWith, type, nanos);
  }

  private void end(
      SpanContext span,
      String name,
      String operation,
      String provider,
      String model,
      String error,
      long nanos) {
    spans.end(span);
    if (span != null && span.isSampled()) {
      Tags tags =
          Tags.of(
              "operation", operation,
              "provider", provider,
              "model", model,
              "outcome", AiCells.outcome(error),
              "error", orNone(error));
      spans.keep(span, name, tags, nanos);
    }
  }

  private static String orNone(String value) {
    return value == null ? Family.NONE : value;
  }
}

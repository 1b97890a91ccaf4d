package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.MethodRole;
import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.rules.values.PathReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.WeakIdentityMap;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/** Counts each analysis once. Runs on the application's threads. */
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
final class Analyses {

  private final AiCells cells;
  private final Spans spans;
  private final PathReader provider;
  private final PathReader model;
  private final LongSupplier nanoTime;
  private final FinishedOperations finished;
  private volatile boolean callsAreSeen;

  /** Operations by the streams that make their calls. */
  private final WeakIdentityMap<String> deferred = new WeakIdentityMap<>();

  Analyses(AiCells cells, Spans spans, AgentLog log, LongSupplier nanoTime) {
    this.cells = cells;
    this.spans = spans;
    this.finished = new FinishedOperations(spans);
    this.provider = PathReader.ofFirst(log, "provider", "providerName");
    this.model = PathReader.ofFirst(log, "model", "modelName");
    this.nanoTime = nanoTime;
  }

  /** The analysis to which a call of this thread belongs; null for none. */
  Analysis ofCall() {
    Analysis analysis = spans.enclosing(Analysis.class);
    if (analysis != null) {
      callsAreSeen = true;
    }
    return analysis;
  }

  Object start(String operation) {
    return begin(operation, false);
  }

  private Started begin(String operation, boolean deferrable) {
    if (spans.enclosing(Analysis.class) != null || spans.enclosing(AiCall.class) != null) {
      return null;
    }
    Analysis analysis = new Analysis(operation, deferrable, nanoTime.getAsLong());
    return new Started(analysis, spans.beginAlways(analysis, analysis.start()));
  }

  /** Starts the analysis of an interface that a library implements. */
  Object start(Method method) {
    Class<?> type = method.getDeclaringClass();
    boolean isOther =
        method.isDefault() || type == Object.class || type.getName().startsWith("dev.langchain4j.");
    return isOther ? null : begin(type.getSimpleName() + "." + method.getName(), true);
  }

  void defer(Object stream) {
    Analysis analysis = spans.enclosing(Analysis.class);
    if (analysis != null && analysis.defer()) {
      deferred.put(stream, analysis.operation());
    }
  }

  Object startDeferred(Object stream) {
    String operation = deferred.get(stream);
    return operation == null ? null : startStream(operation);
  }

  Object startStream(String operation) {
    Started started = begin(operation, false);
    if (started != null) {
      started.analysis().afterLast(new PendingAnalysis(started));
    }
    return started;
  }

  void end(Object handle, Object result, Throwable error) {
    if (handle instanceof Started started) {
      spans.leave(started.span());
      if (error == null && started.analysis().isDeferred()) {
        spans.end(started.span());
        return;
      }
      AsyncResult later = error == null ? AsyncResults.of(result) : null;
      if (error == null && started.analysis().hasLastEnd()) {
        leave(started.analysis(), later, result);
      } else if (later == null) {
        end(started, result, error, elapsed(started.analysis()));
      } else {
        later.watch(result, new PendingAnalysis(started));
      }
    }
  }

  /**
   * The call of a stream in a future may begin after the method has returned, on another thread.
   */
  private static void leave(Analysis analysis, AsyncResult later, Object result) {
    if (later == null) {
      analysis.leave();
    } else {
      later.watch(result, new PendingStream(analysis));
    }
  }

  /** A method has returned, and the stream that makes its calls has not arrived. */
  private record PendingStream(Analysis analysis) implements PendingCall {

    @Override
    public void ended(Object stream, Throwable error) {
      try {
        analysis.leave();
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.AI_ANALYSIS.toString());
      }
    }

    @Override
    public void unobservable(Class<?> type) {
      ended(null, null);
    }
  }

  /** What the manager's method holds. */
  private record Started(Analysis analysis, SpanContext span) {}

  /** The manager's method has returned, and its answer has not arrived. */
  private final class PendingAnalysis implements PendingCall, Runnable {

    private final Started started;
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile long took = -1; // until the result was there; negative while it is not

    PendingAnalysis(Started started) {
      this.started = started;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        if (!ended.getAndSet(true)) {
          end(started, value, error, took < 0 ? elapsed(started.analysis()) : took);
        }
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, MethodRole.AI_ANALYSIS.toString());
      }
    }

    @Override
    public boolean isTimed() {
      return true;
    }

    @Override
    public void arrived() {
      took = took < 0 ? elapsed(started.analysis()) : took;
    }

    /** Then it is over for us where the method returned. */
    @Override
    public void unobservable(Class<?> type) {
      ended(null, null);
    }

    /** The last call has ended, and what followed it. */
    @Override
    public void run() {
      ended(null, null);
    }
  }

  private long elapsed(Analysis analysis) {
    return analysis.end(nanoTime.getAsLong()) - analysis.start();
  }

  private void end(Started started, Object result, Throwable error, long nanos) {
    Analysis analysis = started.analysis();
    if (analysis.operation() == null) {
      spans.end(started.span());
      return;
    }
    analysis.catchUp();
    String thrown = ErrorType.of(error);
    String type = thrown == null && analysis.hasLastEnd() ? analysis.failure() : thrown;
    AiRequest answer = type == null ? answer(analysis, result) : unanswered(analysis.operation());
    cells.analysis(answer.operation(), answer.provider(), answer.model(), type, nanos);
    finished.end(started.span(), "ai.analysis", answer, type, nanos, TokenUsage.UNKNOWN);
  }

  /** Which provider and model answered an analysis. */
  private AiRequest answer(Analysis analysis, Object result) {
    AiRequest answered = analysis.answered();
    if (answered != null) {
      return new AiRequest(answered.provider(), answered.model(), analysis.operation(), false);
    }
    return callsAreSeen
        ? unanswered(analysis.operation())
        : new AiRequest(
            provider.readText(result), model.readText(result), analysis.operation(), false);
  }

  AiRequest unanswered(String operation) {
    return new AiRequest(null, null, operation, false);
  }
}

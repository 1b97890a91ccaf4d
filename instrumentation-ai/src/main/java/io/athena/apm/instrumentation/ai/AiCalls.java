package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.rules.async.PendingCall;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import io.athena.apm.weaving.WeakIdentityMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts each request to a provider once. Runs on the application's threads. */
/*
 * From the request to its end
 *
 * The outermost client counts: a request that begins within another call, on whatever thread, is part
 * of it. Some libraries return a response that is read later, perhaps on another thread, perhaps
 * never. Such a response belongs to the call in which it was created, and ends it when it has been
 * read or is closed. What is read may be a stream; then the application gets an observing stream, and
 * that ends the call. A response or stream that the application drops is found collected, and its call
 * ends at the next flush with what it reported.
 */
final class AiCalls implements AiProbe, Runnable {

  private final AiCells cells;
  private final Spans spans;
  private final FinishedOperations finished;
  private final Analyses analyses;
  private final LongSupplier nanoTime;
  private final AgentLog log;
  private final List<ClientLibrary> libraries;

  /** Libraries by the names of their classes that have hooks. */
  private final Map<String, ClientLibrary> byType = new ConcurrentHashMap<>();

  /** Calls by their unread response or their stream. */
  private final WeakIdentityMap<AiCall> open = new WeakIdentityMap<>(new Dropped());

  /**
   * No calls yet.
   *
   * @param libraries found by the start of a class's name
   */
  AiCalls(
      AiCells cells,
      Spans spans,
      Analyses analyses,
      LongSupplier nanoTime,
      AgentLog log,
      List<ClientLibrary> libraries) {
    this.cells = cells;
    this.spans = spans;
    this.finished = new FinishedOperations(spans);
    this.analyses = analyses;
    this.nanoTime = nanoTime;
    this.log = log;
    this.libraries = libraries;
  }

  long now() {
    return nanoTime.getAsLong();
  }

  @Override
  public Object startCall(String type, String method, Object client, Object request) {
    if (spans.enclosing(AiCall.class) != null) {
      return null;
    }
    ClientLibrary library = library(type);
    AiClient reader = library.clients().get(client.getClass());
    AiRequest asked = reader == null ? null : asked(library, reader, method, client, request);
    return asked == null ? null : begin(library, reader, asked);
  }

  /** Null for a request that is not measured, or that this version of the library hides. */
  private AiRequest asked(
      ClientLibrary library, AiClient reader, String method, Object client, Object request) {
    try {
      return reader.request(method, client, request);
    } catch (Throwable problem) {
      report(library, problem);
      return null;
    }
  }

  /** Logs a member that a newer or older version of the library lacks; counts any other problem. */
  private void report(ClientLibrary library, Throwable problem) {
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

  private ClientLibrary library(String type) {
    ClientLibrary known = byType.get(type);
    for (int i = 0; known == null; i++) {
      if (type.startsWith(libraries.get(i).libraryPackage())) {
        known = libraries.get(i);
        byType.put(type, known);
      }
    }
    return known;
  }

  private AiCall begin(ClientLibrary library, AiClient reader, AiRequest request) {
    Analysis analysis = analyses.ofCall();
    AiCall call = new AiCall(this, library, reader, request, analysis, now());
    call.span(spans.beginAlways(call, call.start()));
    cells.active(request.provider(), 1);
    if (analysis != null) {
      AiRequest failed = analysis.failed();
      if (failed != null) {
        cells.again(failed, request);
      }
    }
    return call;
  }

  @Override
  public Object endCall(Object started, Object result, Throwable error) {
    if (!(started instanceof AiCall call)) {
      return result;
    }
    spans.leave(call.span());
    AsyncResult later = error == null ? AsyncResults.of(result) : null;
    if (later == null) {
      return answered(call, result, error);
    }
    later.watch(result, new PendingAnswer(call));
    return result;
  }

  /** A future has completed. It is never replaced: a stream is observed where it is read. */
  private void settled(AiCall call, Object value, Throwable error) {
    answered(call, value, error);
    if (!call.isAwaited()) {
      awaits(call, value);
    }
  }

  private void awaits(AiCall call, Object responseOrStream) {
    call.await();
    open.put(responseOrStream, call);
  }

  private Object answered(AiCall call, Object value, Throwable error) {
    if (error != null || value == null) {
      call.end(error);
      return value;
    }
    Object observed = read(call, value);
    if (observed != value) {
      awaits(call, observed);
    }
    return observed;
  }

  /** An answer that can't be read ends its call, too. */
  private Object read(AiCall call, Object value) {
    try {
      return call.client().answer(value, call);
    } catch (Throwable problem) {
      report(call.library(), problem);
      call.end(null);
      return value;
    }
  }

  @Override
  public void responded(String type, Object response) {
    AiCall call = spans.enclosing(AiCall.class);
    if (call != null && call.library().equals(library(type))) {
      awaits(call, response);
    }
  }

  @Override
  public Object parsed(Object response, Object value, Throwable error) {
    AiCall call = open.remove(response);
    return call == null ? value : answered(call, value, error);
  }

  @Override
  public void closed(Object response) {
    AiCall call = open.remove(response);
    if (call != null) {
      call.end(null);
    }
  }

  @Override
  public void retried() {
    AiCall call = spans.enclosing(AiCall.class);
    if (call != null) {
      cells.retried(call.request());
    }
  }

  @Override
  public Object startAnalysis(Object manager, String operation) {
    return analyses.start(manager, operation);
  }

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {
    analyses.end(analysis, result, error);
  }

  void piece(AiCall call, Object piece) {
    try {
      call.client().piece(piece, call);
    } catch (Throwable problem) {
      report(call.library(), problem);
    }
  }

  void firstContent(AiCall call, long nanos) {
    cells.firstContent(call.request(), nanos);
  }

  void nextContent(AiCall call, long nanos) {
    cells.nextContent(call.request(), nanos);
  }

  /**
   * Records a call. Called once for each.
   *
   * @param nanos how long it took
   * @param error the simple name of the error's class, or null
   */
  void ended(AiCall call, long nanos, String error) {
    try {
      record(call, nanos, error);
    } catch (Throwable problem) {
      Probes.adviceFailed(problem, call.library().name());
    }
  }

  private void record(AiCall call, long nanos, String error) {
    AiRequest request = call.request();
    cells.active(request.provider(), -1);
    cells.call(request, error, nanos);
    cells.tokens(request, call.usage(), error);
    finished.end(call.span(), "ai.call", request, error, nanos);
    if (call.analysis() == null) {
      cells.analysis(request.operation(), request.provider(), request.model(), error, nanos);
    } else {
      call.analysis().ended(request, error != null);
    }
  }

  /** Ends the calls whose response or stream was dropped. Called before each flush. */
  @Override
  public void run() {
    open.size();
  }

  /**
   * The application has dropped the response or stream of a call. No lambda: part of each start.
   */
  private static final class Dropped implements Consumer<AiCall> {

    @Override
    public void accept(AiCall call) {
      call.drop();
    }
  }

  /** The client's method has returned a future. */
  private final class PendingAnswer implements PendingCall {

    private final AiCall call;

    PendingAnswer(AiCall call) {
      this.call = call;
    }

    @Override
    public void ended(Object value, Throwable error) {
      try {
        settled(call, value, error);
      } catch (Throwable problem) {
        Probes.adviceFailed(problem, call.library().name());
      }
    }

    @Override
    public void unobservable(Class<?> type) {
      call.end(null);
    }

    @Override
    public PendingCall subscribed() {
      return this;
    }
  }
}

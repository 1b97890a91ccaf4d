package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.rules.async.AsyncResult;
import io.athena.apm.rules.async.AsyncResults;
import io.athena.apm.runtime.AiProbe;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.SpanScope;
import io.athena.apm.spans.Spans;
import io.athena.apm.spans.TraceParent;
import io.athena.apm.weaving.WeakIdentityMap;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Counts each request to a provider once. Runs on the application's threads. */
/*
 * From the request to its end
 *
 * The outermost library counts: a request that another library, or the same client, begins within a
 * call, on whatever thread, is part of it. Another client of the same library is wrapped by the outer
 * one, as a failover does it: then the inner call counts, and the outer one is its analysis, as is
 * each call of a client that only uses others. Some libraries return a response that is read later,
 * perhaps on another thread, perhaps never. Such a response belongs to the call in which it was
 * created, and ends it when it has been read or is closed. What is read may be a stream; then the
 * application gets an observing stream, and that ends the call. A response or stream that the
 * application drops is found collected, and its call ends at the next flush with what it reported.
 */
final class AiCalls implements AiProbe, Runnable {

  private final AiCells cells;
  private final Spans spans;
  private final Analyses analyses;
  private final CallRecorder recorder;
  private final List<ClientLibrary> libraries;

  /** Libraries by the names of their classes that have hooks. */
  private final Map<String, ClientLibrary> byType = new ConcurrentHashMap<>();

  /** Calls by their unread response or their stream. */
  private final WeakIdentityMap<AiCall> open = new WeakIdentityMap<>(new Dropped());

  /** Calls by the stream that makes further calls for the same analysis. */
  private final WeakIdentityMap<AiCall> continued = new WeakIdentityMap<>();

  /** Calls by the request that a client may send again, on another thread. */
  private final WeakIdentityMap<AiCall> sent = new WeakIdentityMap<>();

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
    this.analyses = analyses;
    this.recorder = new CallRecorder(cells, spans, analyses, nanoTime, log);
    this.libraries = libraries;
  }

  @Override
  public Object startCall(String type, String method, Object client, Object request) {
    AiCall outer = spans.enclosing(AiCall.class);
    ClientLibrary library = library(type);
    AiClient reader = library.clients().get(client.getClass());
    if (reader == null || (outer != null && isPartOf(outer, library, reader, client))) {
      return null;
    }
    AiRequest asked = asked(library, reader, method, client, request);
    if (asked == null) {
      return null;
    }
    Analysis analysis = outer == null ? analyses.ofCall() : analysisOf(outer);
    AiCall call =
        new AiCall(
            recorder, library, reader, asked, analysis, client, spans.current(), recorder.now());
    // A blocking method hands nothing over: the JDK's classes need not be woven for it.
    call.span(
        reader.isBlocking(type)
            ? spans.beginHere(call, call.start())
            : spans.beginAlways(call, call.start()));
    if (reader.isSender(client)) {
      begin(call);
    } else {
      call.becomeWrapper();
    }
    return call;
  }

  private static boolean isPartOf(
      AiCall outer, ClientLibrary library, AiClient reader, Object client) {
    return outer.isSentBy(client)
        || !(outer.isWrapper() || outer.isOf(library))
        || !reader.isSender(client);
  }

  /** The outer call turns out to be an operation around calls. */
  private Analysis analysisOf(AiCall outer) {
    if (outer.becomeWrapper()) {
      cells.active(outer.request().provider(), -1);
    }
    return outer.analysis();
  }

  /** Null for a request that is not measured, or that this version of the library hides. */
  private AiRequest asked(
      ClientLibrary library, AiClient reader, String method, Object client, Object request) {
    try {
      return reader.request(method, client, request);
    } catch (Throwable problem) {
      recorder.report(library, problem);
      return null;
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

  private void begin(AiCall call) {
    cells.active(call.request().provider(), 1);
    call.analysis().catchUp();
    AiRequest failed = call.analysis().failed();
    if (failed != null) {
      cells.again(failed, call.request());
    }
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
    var pending = new PendingAnswer(call, later, result, recorder, this::settled);
    call.analysis().pending().add(pending);
    later.watch(result, pending);
    return result;
  }

  @Override
  public Object observe(Object started, Object handler) {
    if (!(started instanceof AiCall call) || handler == null) {
      return handler;
    }
    Object observer = read(call, handler);
    if (observer != handler) {
      awaits(call, observer);
    }
    return observer;
  }

  @Override
  public Object published(
      String type, String method, Object client, Object request, Object publisher) {
    ClientLibrary library = library(type);
    AiClient reader = library.clients().get(client.getClass());
    return reader == null
        ? publisher
        : reader.publisher(publisher, () -> started(library, type, method, client, request));
  }

  /** No advice is around that contains what it throws. */
  private static Object started(
      ClientLibrary library, String type, String method, Object client, Object request) {
    try {
      return Probes.ai().startCall(type, method, client, request);
    } catch (Throwable problem) {
      Probes.adviceFailed(problem, library.name());
      return null;
    }
  }

  @Override
  public void leaveCall(Object started, Throwable error) {
    if (started instanceof AiCall call) {
      spans.leave(call.span());
      if (error != null) {
        call.end(error);
      }
    }
  }

  /** A future has completed. It is never replaced: a stream is observed where it is read. */
  private void settled(AiCall call, Object value, Throwable error, long took) {
    call.took(took);
    answered(call, value, error);
    call.took(-1);
    if (!call.isAwaited()) {
      awaits(call, value);
    }
  }

  private void awaits(AiCall call, Object responseOrStream) {
    Object before = call.await(open.track(responseOrStream, call));
    if (before != null && before != responseOrStream) {
      open.remove(before); // What follows may still be read when this has been dropped.
    }
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
      recorder.report(call.library(), problem);
      call.end(null);
      return value;
    }
  }

  @Override
  public void responded(String type, Object response) {
    AiCall call = spans.enclosing(AiCall.class);
    if (call != null && call.isOf(library(type))) {
      awaits(call, response);
    }
  }

  @Override
  public Object parsed(Object response, Object value, Throwable error) {
    AiCall call = open.remove(response);
    return call == null ? value : answered(call, value, error);
  }

  @Override
  public void streamed(Object stream, Object piece) {
    AiCall call = open.get(stream);
    if (call != null) {
      call.piece(piece);
    }
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
  public void attempted(Object request, int earlier) {
    AiCall call = earlier == 0 ? spans.enclosing(AiCall.class) : sent.get(request);
    if (call != null && earlier == 0) {
      sent.put(request, call);
    } else if (call != null) {
      cells.retried(call.request());
    }
  }

  @Override
  public String traceParent(String present) {
    AiCall call = spans.enclosing(AiCall.class);
    TraceParent own = call == null ? null : call.span().traceParent();
    if (own == null || present == null) {
      return own == null ? null : own.header();
    }
    TraceParent other = TraceParent.parse(present);
    if (other != null && !other.traceText().equals(own.traceText())) {
      call.span().join(other);
    }
    return null;
  }

  @Override
  public Object startAnalysis(String operation) {
    return analyses.start(operation);
  }

  @Override
  public Object startAnalysis(Method method) {
    return analyses.start(method);
  }

  @Override
  public void deferAnalysis(Object stream) {
    analyses.defer(stream);
  }

  @Override
  public Object startDeferred(Object stream) {
    return analyses.startDeferred(stream);
  }

  @Override
  public Object startStream(String operation) {
    return analyses.startStream(operation);
  }

  @Override
  public void continues(Object stream) {
    AiCall call = open.get(stream);
    if (call != null) {
      continued.put(stream, call);
    }
  }

  private record Reading(AiCall call, SpanScope before) {}

  @Override
  public Object beforeRead(Object stream) {
    AiCall call = continued.get(stream);
    return call == null ? null : new Reading(call, call.beforeSignal());
  }

  @Override
  public void afterRead(Object reading) {
    if (reading instanceof Reading done) {
      done.call().afterSignal(done.before());
    }
  }

  @Override
  public void endAnalysis(Object analysis, Object result, Throwable error) {
    analyses.end(analysis, result, error);
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
}

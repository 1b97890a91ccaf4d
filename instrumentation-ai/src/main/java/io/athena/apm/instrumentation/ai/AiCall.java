package io.athena.apm.instrumentation.ai;

import io.athena.apm.spans.SpanContext;
import io.athena.apm.spans.SpanScope;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A request to a provider, until it has ended. Adapters call the public methods on the
 * application's threads; none of them throws.
 *
 * <p>A call ends once: by its answer, an error, the end of its stream, or when the application
 * closes or drops what it got. The pieces of a stream come one after the other.
 */
public final class AiCall {

  // One is made for each request, so these are no objects of their own.
  private static final AtomicIntegerFieldUpdater<AiCall> WRAPS =
      AtomicIntegerFieldUpdater.newUpdater(AiCall.class, "wraps");

  private static final AtomicIntegerFieldUpdater<AiCall> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(AiCall.class, "ended");

  private final CallRecorder recorder;
  private final ClientLibrary library;
  private final AiClient client;
  private final AiRequest request;
  private final Analysis analysis;
  private final boolean isAnalysis;
  private final WeakReference<Object> sender;
  private final SpanContext around;
  private final long start;
  private volatile int wraps;
  private volatile int ended;
  private SpanContext span;
  private volatile TokenUsage usage = TokenUsage.UNKNOWN;
  private volatile String failure;
  private volatile long lastContent;
  private volatile boolean hasContent;
  private volatile Reference<Object> awaited;
  private volatile long took = -1;

  /**
   * A call that begins.
   *
   * @param analysis its analysis; null where the call is itself an analysis
   * @param sender the library's object that sends it
   * @param around the span in which it begins; null for none
   * @param start the monotonic clock, in nanoseconds
   */
  AiCall(
      CallRecorder recorder,
      ClientLibrary library,
      AiClient client,
      AiRequest request,
      Analysis analysis,
      Object sender,
      SpanContext around,
      long start) {
    this.recorder = recorder;
    this.library = library;
    this.client = client;
    this.request = request;
    this.isAnalysis = analysis == null;
    this.analysis = isAnalysis ? new Analysis(request.operation(), false, start) : analysis;
    this.sender = new WeakReference<>(sender);
    this.around = around;
    this.start = start;
    this.analysis.enter();
  }

  ClientLibrary library() {
    return library;
  }

  /** By name: the first comparison of records makes the JVM generate classes. */
  boolean isOf(ClientLibrary other) {
    return library.name().equals(other.name());
  }

  AiClient client() {
    return client;
  }

  AiRequest request() {
    return request;
  }

  Analysis analysis() {
    return analysis;
  }

  /** Whether it is the outermost AI operation. */
  boolean isAnalysis() {
    return isAnalysis;
  }

  boolean isSentBy(Object object) {
    return sender.refersTo(object);
  }

  /**
   * A client that only wraps others sends no request of its own.
   *
   * @return false if that was known
   */
  boolean becomeWrapper() {
    return WRAPS.getAndSet(this, 1) == 0;
  }

  boolean isWrapper() {
    return wraps != 0;
  }

  long start() {
    return start;
  }

  SpanContext span() {
    return span;
  }

  void span(SpanContext begun) {
    span = begun;
  }

  /**
   * Its response or stream is tracked until it is read, closed or dropped.
   *
   * @return what was tracked until now; null for nothing
   */
  Object await(Reference<Object> responseOrStream) {
    Object before = awaited == null ? null : awaited.get();
    awaited = responseOrStream;
    return before;
  }

  boolean isAwaited() {
    return awaited != null || ended != 0;
  }

  TokenUsage usage() {
    return usage;
  }

  /** Whether its answer comes in pieces. */
  public boolean isStreaming() {
    return request.streaming();
  }

  /** The error that the stream reported; null for none. */
  String failure() {
    return failure;
  }

  /** Sets the numbers of tokens; each that a later piece reports replaces the earlier one. */
  public void usage(TokenUsage reported) {
    usage = usage.updatedBy(reported);
  }

  /** A piece of the answer's content has arrived: text, or arguments of a tool. */
  public void content() {
    long now = recorder.now();
    if (hasContent) {
      recorder.nextContent(this, now - lastContent);
    } else {
      recorder.firstContent(this, now - start);
      hasContent = true;
    }
    lastContent = now;
  }

  /** A piece of the stream has arrived. */
  public void piece(Object piece) {
    if (!isWrapper()) {
      recorder.piece(this, piece);
    }
  }

  /**
   * The stream reports that the provider failed; the call ends later.
   *
   * @param error the simple name of the library's class that says so
   */
  public void failed(String error) {
    failure = error;
  }

  /**
   * The call has ended; only the first end counts.
   *
   * @param error the exception, or null
   */
  public void end(Throwable error) {
    end(error, took < 0 ? recorder.now() - start : took);
  }

  /** How long it took, if it ends before this is negative again: its result was there earlier. */
  void took(long nanos) {
    took = nanos;
  }

  /**
   * The application's code is called with a piece or the end of the stream: what it does belongs to
   * the analysis, not to the call.
   *
   * @return to be passed to {@link #afterSignal}
   */
  public SpanScope beforeSignal() {
    analysis.enter();
    return recorder.spans().adopt(around);
  }

  /** The application's code has returned. */
  public void afterSignal(SpanScope before) {
    recorder.spans().resume(before);
    analysis.leave();
  }

  /** The application has dropped its response or stream: the call ended with its last piece. */
  void drop() {
    long last = hasContent ? lastContent : recorder.now();
    analysis.dropped(last);
    end(null, last - start);
  }

  private void end(Throwable error, long nanos) {
    if (ENDED.getAndSet(this, 1) == 0) {
      recorder.ended(this, nanos, error);
    }
  }
}

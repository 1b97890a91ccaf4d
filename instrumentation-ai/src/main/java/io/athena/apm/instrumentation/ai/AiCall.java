package io.athena.apm.instrumentation.ai;

import io.athena.apm.core.errors.ErrorType;
import io.athena.apm.spans.SpanContext;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to a provider, until it has ended. Adapters call the public methods on the
 * application's threads; none of them throws.
 *
 * <p>A call ends once: by its answer, an error, the end of its stream, or when the application
 * closes or drops what it got. The pieces of a stream come one after the other.
 */
public final class AiCall {

  private final AiCalls calls;
  private final ClientLibrary library;
  private final AiClient client;
  private final AiRequest request;
  private final Analysis analysis;
  private final long start;
  private final AtomicBoolean ended = new AtomicBoolean();
  private SpanContext span;
  private volatile TokenUsage usage = TokenUsage.UNKNOWN;
  private volatile String failure;
  private volatile long lastContent;
  private volatile boolean hasContent;
  private volatile boolean awaited;

  /**
   * A call that begins.
   *
   * @param analysis its analysis; null where the call is itself an analysis
   * @param start the monotonic clock, in nanoseconds
   */
  AiCall(
      AiCalls calls,
      ClientLibrary library,
      AiClient client,
      AiRequest request,
      Analysis analysis,
      long start) {
    this.calls = calls;
    this.library = library;
    this.client = client;
    this.request = request;
    this.analysis = analysis;
    this.start = start;
  }

  ClientLibrary library() {
    return library;
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

  long start() {
    return start;
  }

  SpanContext span() {
    return span;
  }

  void span(SpanContext begun) {
    span = begun;
  }

  /** Its response or stream is tracked until it is read, closed or dropped. */
  void await() {
    awaited = true;
  }

  boolean isAwaited() {
    return awaited || ended.get();
  }

  TokenUsage usage() {
    return usage;
  }

  /** Sets the numbers of tokens; each that a later piece reports replaces the earlier one. */
  public void usage(TokenUsage reported) {
    usage = usage.updatedBy(reported);
  }

  /** A piece of the answer's content has arrived: text, or arguments of a tool. */
  public void content() {
    long now = calls.now();
    if (hasContent) {
      calls.nextContent(this, now - lastContent);
    } else {
      calls.firstContent(this, now - start);
      hasContent = true;
    }
    lastContent = now;
  }

  /** A piece of the stream has arrived. */
  public void piece(Object piece) {
    calls.piece(this, piece);
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
    end(error, calls.now());
  }

  /** The application has dropped its response or stream: the call ended with its last piece. */
  void drop() {
    end(null, hasContent ? lastContent : calls.now());
  }

  private void end(Throwable error, long now) {
    if (!ended.getAndSet(true)) {
      String type = ErrorType.of(error);
      calls.ended(this, now - start, type == null ? failure : type);
    }
  }
}

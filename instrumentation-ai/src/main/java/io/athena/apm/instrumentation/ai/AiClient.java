package io.athena.apm.instrumentation.ai;

import java.util.function.Supplier;

/**
 * Reads the objects of one client library. An adapter implements it, so that it is plain Java
 * beside the library. Called on the application's threads; the caller contains what it throws.
 */
public interface AiClient {

  /**
   * The request that a method of the library is about to send; null for one that is not measured.
   *
   * @param method the method's name
   * @param client the library's object that knows where requests go
   * @param request the library's object with the request
   */
  AiRequest request(String method, Object client, Object request);

  /**
   * Reads what a request was answered with: ends the call after a complete answer, and returns a
   * stream that observes the call for a stream, likewise for a handler or subscriber of one. Leaves
   * other values, such as an unread response.
   *
   * @return what the application gets: the value, or the observing stream
   */
  Object answer(Object value, AiCall call);

  /**
   * Reads one piece of a stream.
   *
   * @throws Exception where the piece can't be read
   */
  void piece(Object piece, AiCall call) throws Exception;

  /**
   * A publisher in place of the library's, which starts a call for each subscriber.
   *
   * @param start returns what {@code AiProbe.startCall} does
   */
  default Object publisher(Object publisher, Supplier<Object> start) {
    return publisher;
  }

  /** Whether a client sends requests itself; else its calls are analyses around others' calls. */
  default boolean isSender(Object client) {
    return true;
  }

  /**
   * Whether a method sends its request and waits for the response on one thread: then no other
   * thread joins the call.
   *
   * @param type the name of the class that has the method
   */
  default boolean isBlocking(String type) {
    return false;
  }

  /** Whether an error means that no request was sent: then there was no call. */
  default boolean isUnsent(Throwable error) {
    return false;
  }
}

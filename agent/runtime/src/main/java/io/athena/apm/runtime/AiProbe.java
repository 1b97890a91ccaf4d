package io.athena.apm.runtime;

import java.lang.reflect.Method;

/**
 * The probe of AI clients and AI managers, called on the thread that makes the call.
 *
 * <p>No method keeps prompts or completions.
 */
public interface AiProbe {

  /**
   * A client's method that sends a request begins.
   *
   * @param type the name of the class that has the method
   * @param method the name of the method
   * @param client the library's object that knows where requests go
   * @param request the library's object with the request
   * @return to be passed to {@link #endCall}; null if the request belongs to a call that is
   *     measured already
   */
  default Object startCall(String type, String method, Object client, Object request) {
    return null;
  }

  /**
   * The method has returned. The call has ended, too, unless its answer arrives later.
   *
   * @param call the result of {@link #startCall}
   * @param result the returned value: an answer, a future of one, a stream, an unread response
   * @param error the exception of the client, or null
   * @return the value for the method to return: the result, or a stream that observes it
   */
  default Object endCall(Object call, Object result, Throwable error) {
    return result;
  }

  /**
   * The method reports its answer to a handler or subscriber.
   *
   * @param call the result of {@link #startCall}
   * @return the handler for the method to use instead; it observes the call
   */
  default Object observe(Object call, Object handler) {
    return handler;
  }

  /**
   * A method has returned a publisher, which makes a call for each subscriber.
   *
   * @param type the name of the class that has the method
   * @param method the name of the method
   * @param client the library's object that has the method
   * @param request the library's object with the request
   * @return the publisher for the method to return; it starts and observes the calls
   */
  default Object published(
      String type, String method, Object client, Object request, Object publisher) {
    return publisher;
  }

  /**
   * A method that reports its answer to an observer has returned.
   *
   * @param call the result of {@link #startCall}
   * @param error the exception of the client, or null
   */
  default void leaveCall(Object call, Throwable error) {}

  /**
   * An unread response has been created for the call of this thread.
   *
   * @param type the name of the response's class
   */
  default void responded(String type, Object response) {}

  /**
   * A response has been read.
   *
   * @param response as passed to {@link #responded}
   * @param value the value read, or null
   * @param error the exception, or null
   * @return the value for the method to return: the value read, or a stream that observes it
   */
  default Object parsed(Object response, Object value, Throwable error) {
    return value;
  }

  /**
   * A piece of a stream has been read.
   *
   * @param stream as passed to {@link #responded}
   */
  default void streamed(Object stream, Object piece) {}

  /** A response is closed: no more of it will be read. */
  default void closed(Object response) {}

  /** The client sends the request of this thread's call again. */
  default void retried() {}

  /**
   * The client sends a request; the first time on the thread of its call, later on any.
   *
   * @param request the library's object that all attempts share
   * @param earlier how many attempts were made before
   */
  default void attempted(Object request, int earlier) {}

  /**
   * The client is about to send a request, on the thread of its call.
   *
   * @param present the value of the request's header {@code traceparent}; null where it has none
   * @return the value for the header; null where the request stays as it is
   */
  default String traceParent(String present) {
    return null;
  }

  /**
   * A method of an AI manager begins, or a method of a library that makes calls as one does.
   *
   * @param operation the name of its method; null where a rule counts the analysis, so that only
   *     its calls are attributed here
   * @return to be passed to {@link #endAnalysis}; null inside another analysis or a call
   */
  default Object startAnalysis(String operation) {
    return null;
  }

  /**
   * A method of an interface of the application begins. A library implements it by AI calls.
   *
   * @return to be passed to {@link #endAnalysis}; null where it is not an analysis
   */
  default Object startAnalysis(Method method) {
    return null;
  }

  /**
   * An analysis of this thread has created the stream that makes its calls. The analysis begins
   * when the stream begins, which may be never.
   */
  default void deferAnalysis(Object stream) {}

  /**
   * A stream begins. Its analysis ends with the last of its calls.
   *
   * @param stream as passed to {@link #deferAnalysis}
   * @return to be passed to {@link #endAnalysis}
   */
  default Object startDeferred(Object stream) {
    return null;
  }

  /**
   * A library's method begins that returns a stream, which may make several calls. Its analysis
   * ends with the last of them.
   *
   * @param operation the name of the analysis
   * @return to be passed to {@link #endAnalysis}; null inside another analysis
   */
  default Object startStream(String operation) {
    return null;
  }

  /**
   * A stream makes further calls while it is read.
   *
   * @param stream as passed to {@link #responded}
   */
  default void continues(Object stream) {}

  /**
   * A stream is read.
   *
   * @return to be passed to {@link #afterRead}; null unless the stream {@link #continues}
   */
  default Object beforeRead(Object stream) {
    return null;
  }

  /**
   * A stream has been read.
   *
   * @param reading the result of {@link #beforeRead}
   */
  default void afterRead(Object reading) {}

  /**
   * The method has ended.
   *
   * @param analysis the result of {@link #startAnalysis}
   * @param result the returned value; read, never kept
   * @param error the exception, or null
   */
  default void endAnalysis(Object analysis, Object result, Throwable error) {}
}

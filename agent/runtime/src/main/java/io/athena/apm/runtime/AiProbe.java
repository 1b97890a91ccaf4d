package io.athena.apm.runtime;

/**
 * The probe of AI clients and AI managers, called on the thread that makes the call.
 *
 * <p>No method receives prompts or completions.
 */
public interface AiProbe {

  /** Reports nothing. */
  AiProbe NONE = new SilentProbe();

  /**
   * A request to a provider begins.
   *
   * @param baseUrl the URL of the provider; null where unknown
   * @param model the requested model; null where unknown
   * @param operation {@code chat}, {@code embeddings}, ...
   * @return to be passed to {@link #endCall}; may be null
   */
  Object startCall(String baseUrl, String model, String operation);

  /**
   * The request has ended. Numbers of tokens are null where the answer does not contain them.
   *
   * @param call the result of {@link #startCall}
   * @param error the exception of the client, or null
   */
  void endCall(
      Object call, Throwable error, Long input, Long output, Long cachedInput, Long reasoning);

  /**
   * A method of an AI manager begins.
   *
   * @param manager the application's object; read, never kept
   * @param operation the name of its method; null where a rule counts the analysis, so that only
   *     its calls are attributed here
   * @return to be passed to {@link #endAnalysis}; null inside another analysis
   */
  Object startAnalysis(Object manager, String operation);

  /**
   * The method has ended.
   *
   * @param analysis the result of {@link #startAnalysis}
   * @param result the returned value; read, never kept
   * @param error the exception, or null
   */
  void endAnalysis(Object analysis, Object result, Throwable error);
}

package io.athena.apm.runtime;

/**
 * What AI clients and AI managers report to, on the thread that makes the call.
 *
 * <p>Neither prompts nor completions ever pass through here.
 */
public interface AiProbe {

  /** Reports nothing. */
  AiProbe NONE = new SilentProbe();

  /**
   * A request to a provider begins.
   *
   * @param baseUrl where the client sends it; null where unknown
   * @param model the model asked for; null where unknown
   * @param operation {@code chat}, {@code embeddings}, ...
   * @return handed back to {@link #endCall}; may be null
   */
  Object startCall(String baseUrl, String model, String operation);

  /**
   * The request has ended. Numbers of tokens are null where the answer did not carry them.
   *
   * @param call what {@link #startCall} returned
   * @param error what the client threw, or null
   */
  void endCall(
      Object call, Throwable error, Long input, Long output, Long cachedInput, Long reasoning);

  /**
   * An AI manager begins what its caller waits for.
   *
   * @param manager the application's object; read, never kept
   * @param operation the name of its method; null where somebody else counts the analysis, and only
   *     its calls have to know that they belong to one
   * @return handed back to {@link #endAnalysis}; null inside another analysis
   */
  Object startAnalysis(Object manager, String operation);

  /**
   * The manager has answered.
   *
   * @param analysis what {@link #startAnalysis} returned
   * @param result what the manager returned; read, never kept
   * @param error what it threw, or null
   */
  void endAnalysis(Object analysis, Object result, Throwable error);
}

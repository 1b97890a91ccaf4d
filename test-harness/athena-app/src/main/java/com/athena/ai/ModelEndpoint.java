package com.athena.ai;

import java.time.Duration;

/**
 * An OpenAI API.
 *
 * @param baseUrl its address, with its version
 * @param apiKey the credential it is called with
 */
public record ModelEndpoint(String baseUrl, String apiKey) {

  /** The longest time that a client waits for an answer. */
  static final Duration TIMEOUT = Duration.ofSeconds(30);
}

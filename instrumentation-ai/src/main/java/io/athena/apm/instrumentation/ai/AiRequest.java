package io.athena.apm.instrumentation.ai;

import io.athena.apm.metrics.Family;

/**
 * What a client is asked to send, without its content.
 *
 * @param provider a name of the OpenTelemetry conventions, or {@code none}
 * @param model the requested model, or {@code none}
 * @param operation {@code chat}, {@code embeddings}, ...
 * @param streaming whether the answer comes in pieces
 */
public record AiRequest(String provider, String model, String operation, boolean streaming) {

  /** Replaces a provider or model that is null by {@code none}. */
  public AiRequest {
    provider = provider == null ? Family.NONE : provider;
    model = model == null ? Family.NONE : model;
  }

  boolean asksSameAs(AiRequest other) {
    return provider.equals(other.provider) && model.equals(other.model);
  }
}

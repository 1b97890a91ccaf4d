package io.athena.apm.instrumentation.ai;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names providers by the URL to which a client sends its requests. */
final class Providers {

  /** The name of an OpenAI-compatible server that is not a known provider. */
  static final String COMPATIBLE = "openai_compatible";

  /** Ends of host names, with the names of the OpenTelemetry conventions where they define one. */
  private static final Map<String, String> HOSTS = hosts();

  private Providers() {}

  private static Map<String, String> hosts() {
    Map<String, String> hosts = new LinkedHashMap<>();
    hosts.put("api.openai.com", "openai");
    hosts.put(".openai.azure.com", "azure.ai.openai");
    hosts.put(".services.ai.azure.com", "azure.ai.inference");
    hosts.put("api.anthropic.com", "anthropic");
    hosts.put("generativelanguage.googleapis.com", "gcp.gemini");
    hosts.put("aiplatform.googleapis.com", "gcp.vertex_ai");
    hosts.put("api.mistral.ai", "mistral_ai");
    hosts.put("api.cohere.com", "cohere");
    hosts.put("api.deepseek.com", "deepseek");
    hosts.put("api.groq.com", "groq");
    hosts.put("api.perplexity.ai", "perplexity");
    hosts.put("api.x.ai", "x_ai");
    hosts.put("openrouter.ai", "openrouter");
    hosts.put("api.together.xyz", "together");
    hosts.put("api.fireworks.ai", "fireworks");
    return hosts;
  }

  /** The provider behind a base URL, which is null where it is unknown. */
  static String of(String baseUrl) {
    String host = host(baseUrl);
    for (Map.Entry<String, String> known : HOSTS.entrySet()) {
      if (host.equals(known.getKey()) || host.endsWith(known.getKey())) {
        return known.getValue();
      }
    }
    return COMPATIBLE;
  }

  private static String host(String baseUrl) {
    try {
      String host = baseUrl == null ? null : URI.create(baseUrl).getHost();
      return host == null ? "" : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException notUrl) {
      return "";
    }
  }
}

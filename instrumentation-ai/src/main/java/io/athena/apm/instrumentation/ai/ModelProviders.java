package io.athena.apm.instrumentation.ai;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Names the providers behind LangChain4j's models. Any thread. */
public final class ModelProviders {

  /** By the constants of {@code ModelProvider} and the starts of the names of model classes. */
  private static final Map<String, String> NAMES = names();

  private ModelProviders() {}

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("OPEN_AI OpenAi", "openai");
    names.put("ANTHROPIC Anthropic", "anthropic");
    names.put("AMAZON_BEDROCK Bedrock", "aws.bedrock");
    names.put("GITHUB_MODELS GitHubModels", "azure.ai.inference");
    names.put("AZURE_OPEN_AI AzureOpenAi", "azure.ai.openai");
    names.put("MICROSOFT_FOUNDRY", "azure.ai.inference");
    names.put("GOOGLE_AI_GEMINI GoogleAi", "gcp.gemini");
    names.put("GOOGLE_GENAI GoogleGenAi", "gcp.gen_ai");
    names.put("GOOGLE_VERTEX_AI_GEMINI VertexAi", "gcp.vertex_ai");
    names.put("GOOGLE_VERTEX_AI_ANTHROPIC", "gcp.vertex_ai");
    names.put("MISTRAL_AI MistralAi", "mistral_ai");
    names.put("OLLAMA Ollama", "ollama");
    names.put("WATSONX Watsonx", "ibm.watsonx.ai");
    names.put("COHERE Cohere", "cohere");
    names.put("VOYAGE_AI VoyageAi", "voyage_ai");
    names.put("JINA Jina", "jina");
    names.put("LOCAL LocalAi", Providers.COMPATIBLE);
    return names;
  }

  /**
   * The provider of a model.
   *
   * @param constant of {@code ModelProvider}; null in versions without
   * @return null for an unknown one
   */
  public static String of(String constant, Object model) {
    boolean isNamed = constant != null && !constant.equals("OTHER");
    String type = model.getClass().getSimpleName();
    for (Map.Entry<String, String> known : NAMES.entrySet()) {
      String names = known.getKey();
      if (isNamed
          ? names.startsWith(constant + " ") || names.equals(constant)
          : type.startsWith(names.substring(names.indexOf(' ') + 1))) {
        return known.getValue();
      }
    }
    return isNamed ? constant.toLowerCase(Locale.ROOT) : null;
  }
}

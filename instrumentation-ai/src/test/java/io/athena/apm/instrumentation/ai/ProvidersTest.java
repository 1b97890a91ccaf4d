package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProvidersTest {

  @ParameterizedTest
  @CsvSource({
    "https://api.openai.com/v1, openai",
    "https://corp.openai.azure.com/openai, azure.ai.openai",
    "https://API.Mistral.AI/v1, mistral_ai",
    "http://127.0.0.1:8080/v1, openai_compatible",
    "https://api.openai.com.evil.example/v1, openai_compatible",
    "not a url, openai_compatible",
    ", openai_compatible"
  })
  void provider_isToldByTheHost(String baseUrl, String provider) {
    assertThat(Providers.of(baseUrl)).isEqualTo(provider);
  }
}

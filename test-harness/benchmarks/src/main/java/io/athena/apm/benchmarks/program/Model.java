package io.athena.apm.benchmarks.program;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.io.IOException;

/** An openai-java client and the stub that answers it. */
final class Model implements AutoCloseable {

  private final ModelStub stub = ModelStub.start();
  private final OpenAIClient client =
      OpenAIOkHttpClient.builder().baseUrl(stub.baseUrl()).apiKey("none").maxRetries(0).build();

  Model() throws IOException {}

  /**
   * Requests one chat completion.
   *
   * @throws IllegalStateException when the answer has no usage
   */
  void use() {
    var completion =
        client
            .chat()
            .completions()
            .create(
                ChatCompletionCreateParams.builder().model("stub").addUserMessage("Hello").build());
    if (completion.usage().isEmpty()) {
      throw new IllegalStateException("no usage: " + completion);
    }
  }

  @Override
  public void close() {
    client.close();
    stub.close();
  }
}

package io.athena.apm.benchmarks.jmh;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/** Answers every request of openai-java with the same bytes. */
final class CannedHttpClient implements HttpClient {

  static final int CHUNKS = 1_000;

  private static final String ANSWER =
      """
      {"id": "1", "object": "chat.completion", "created": 1, "model": "stub",
       "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
         "message": {"role": "assistant", "content": "Hello.", "refusal": null}}],
       "usage": {"prompt_tokens": 8, "completion_tokens": 2, "total_tokens": 10}}
      """;

  private static final String CHUNK =
      "data: {\"id\": \"1\", \"object\": \"chat.completion.chunk\", \"created\": 1,"
          + " \"model\": \"stub\", \"choices\": [{\"index\": 0, \"delta\": {\"content\": \"Hi\"},"
          + " \"finish_reason\": null}]}\n\n";

  private final byte[] body;

  private CannedHttpClient(String body) {
    this.body = body.getBytes(UTF_8);
  }

  static CannedHttpClient answering() {
    return new CannedHttpClient(ANSWER);
  }

  static CannedHttpClient streaming() {
    return new CannedHttpClient(CHUNK.repeat(CHUNKS) + "data: [DONE]\n\n");
  }

  @Override
  public HttpResponse execute(HttpRequest request, RequestOptions options) {
    return new Response(new ByteArrayInputStream(body));
  }

  @Override
  public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
    return CompletableFuture.completedFuture(execute(request, options));
  }

  @Override
  public void close() {}

  private record Response(InputStream body) implements HttpResponse {

    @Override
    public int statusCode() {
      return 200;
    }

    @Override
    public Headers headers() {
      return Headers.builder().build();
    }

    @Override
    public void close() {}
  }
}

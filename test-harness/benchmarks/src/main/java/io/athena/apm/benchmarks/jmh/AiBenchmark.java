package io.athena.apm.benchmarks.jmh;

import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures requests of openai-java without a network. The script runs it with and without agent.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 20, time = 500, timeUnit = TimeUnit.MILLISECONDS) // the library is large
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class AiBenchmark {

  private final ChatCompletionCreateParams request =
      ChatCompletionCreateParams.builder().model("benchmark").addUserMessage("hello").build();
  private final OpenAIClient answering = client(CannedHttpClient.answering());
  private final OpenAIClient streaming = client(CannedHttpClient.streaming());

  private static OpenAIClient client(CannedHttpClient http) {
    return new OpenAIClientImpl(
        ClientOptions.builder().httpClient(http).apiKey("unused").maxRetries(0).build());
  }

  /** Requests a chat completion. */
  @Benchmark
  public ChatCompletion chatCompletion() {
    return answering.chat().completions().create(request);
  }

  /** Reads one chunk of a stream; the request is a thousandth of it. */
  @Benchmark
  @OperationsPerInvocation(CannedHttpClient.CHUNKS)
  public long chunkOfStream() {
    try (var stream = streaming.chat().completions().createStreaming(request)) {
      return stream.stream().count();
    }
  }
}

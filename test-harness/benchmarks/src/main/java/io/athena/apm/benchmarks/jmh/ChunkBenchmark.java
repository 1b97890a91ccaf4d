package io.athena.apm.benchmarks.jmh;

import com.openai.client.OpenAIClientImpl;
import com.openai.core.ClientOptions;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.athena.apm.core.log.AgentLog;
import io.athena.apm.instrumentation.ai.AiInstrumentations;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Reads chunks of openai-java that were parsed before, from the library's stream and from the one
 * that the agent returns in its place: parsing takes 5 µs and varies by more than the agent adds.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ChunkBenchmark {

  private static final String SERVICE =
      "com.openai.services.blocking.chat.completions.ChatCompletionServiceImpl$WithRawResponseImpl";

  private final ClientOptions options =
      ClientOptions.builder().httpClient(CannedHttpClient.streaming()).apiKey("unused").build();
  private final ChatCompletionCreateParams request =
      ChatCompletionCreateParams.builder().model("benchmark").addUserMessage("hello").build();
  private final List<ChatCompletionChunk> chunks;

  private record Parsed(List<ChatCompletionChunk> chunks)
      implements StreamResponse<ChatCompletionChunk> {

    @Override
    public Stream<ChatCompletionChunk> stream() {
      return chunks.stream();
    }

    @Override
    public void close() {}
  }

  /** Parses the chunks. */
  public ChunkBenchmark() {
    try (var stream = new OpenAIClientImpl(options).chat().completions().createStreaming(request)) {
      chunks = stream.stream().toList();
    }
    Registry registry =
        new Registry(
            System::currentTimeMillis,
            Registry.DEFAULT_LIMIT,
            (metric, tag) -> {},
            problem -> {
              throw new IllegalStateException(problem);
            });
    AiInstrumentations.install(registry, new Spans(0), new AgentLog());
  }

  /** Reads one chunk; nobody observes it. */
  @Benchmark
  @OperationsPerInvocation(CannedHttpClient.CHUNKS)
  public void unobserved(Blackhole read) {
    new Parsed(chunks).stream().forEach(read::consume);
  }

  /** Reads one chunk that the agent observes; the call is a thousandth of it. */
  @Benchmark
  @OperationsPerInvocation(CannedHttpClient.CHUNKS)
  public void observed(Blackhole read) {
    Object call = Probes.ai().startCall(SERVICE, "createStreaming", options, request);
    Object stream = Probes.ai().endCall(call, new Parsed(chunks), null);
    try (StreamResponse<?> observed = (StreamResponse<?>) stream) {
      observed.stream().forEach(read::consume);
    }
  }
}

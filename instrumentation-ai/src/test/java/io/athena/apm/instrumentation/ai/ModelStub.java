package io.athena.apm.instrumentation.ai;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;

/**
 * A server on loopback that answers as told, in order, and keeps books of what it was sent and of
 * the tokens that it reported.
 */
final class ModelStub implements AutoCloseable {

  /** A chunk with a role and no content, as each stream begins. */
  static final String FIRST = chunk("{\"role\": \"assistant\", \"content\": \"\"}", "");

  static final String LAST_USAGE =
      """
      {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "dated", "choices": [],
       "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16}}""";

  static final String DONE = "[DONE]";

  /** An answer; cut off within its body if its length is greater than the body's. */
  private record Answer(int status, String type, ByteBuffer body, int length, List<String> header) {

    Answer(int status, String type, String body, int length, String... header) {
      this(status, type, StandardCharsets.UTF_8.encode(body), length, List.of(header));
    }
  }

  /** A request as it arrived; the body as Latin-1. */
  record Request(String method, String path, Map<String, List<String>> headers, String body) {}

  private static final int NEVER = 0;

  /** The names of the same number in the formats of all providers. */
  private static final Pattern INPUT =
      Pattern.compile(
          "\"(?:prompt_tokens|input_tokens|promptTokenCount|inputTokens|prompt_eval_count)\": (\\d+)");

  private static final Pattern OUTPUT =
      Pattern.compile(
          "\"(?:completion_tokens|output_tokens|candidatesTokenCount|outputTokens|eval_count)\": (\\d+)");

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final LongAdder reportedInput = new LongAdder();
  private final LongAdder reportedOutput = new LongAdder();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final ExecutorService executor = Executors.newCachedThreadPool();
  private final HttpServer server;

  static {
    // Else the body of each answer waits 40 ms for the client to acknowledge the head.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  ModelStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1)));
    Answer answer = answers.remove();
    if (answer.status() == NEVER) {
      awaitEnd();
      return;
    }
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.getResponseHeaders().set("retry-after-ms", "1");
    for (int i = 0; i < answer.header().size(); i += 2) {
      exchange.getResponseHeaders().set(answer.header().get(i), answer.header().get(i + 1));
    }
    byte[] body = new byte[answer.body().remaining()];
    answer.body().get(body);
    String text = new String(body, StandardCharsets.ISO_8859_1);
    reportedInput.add(last(INPUT, text));
    reportedOutput.add(last(OUTPUT, text));
    exchange.sendResponseHeaders(answer.status(), Math.max(answer.length(), body.length));
    exchange.getResponseBody().write(body);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  /** Of the numbers of a stream the last one counts. */
  private static long last(Pattern number, String text) {
    return number
        .matcher(text)
        .results()
        .mapToLong(m -> Long.parseLong(m.group(1)))
        .reduce(0, (a, b) -> b);
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** The requests that arrived. */
  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** The tokens of input that its answers reported. */
  long reportedInput() {
    return reportedInput.sum();
  }

  /** The tokens of output that its answers reported. */
  long reportedOutput() {
    return reportedOutput.sum();
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  /** How many answers nobody has asked for. */
  int left() {
    return answers.size();
  }

  /** A complete answer, with names and values of headers. */
  ModelStub answersJson(String body, String... header) {
    answers.add(new Answer(200, "application/json", body, 0, header));
    return this;
  }

  ModelStub answers(String usage) {
    return answersJson(
        """
        {"id": "1", "object": "chat.completion", "created": 1, "model": "dated-variant",
         "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
           "message": {"role": "assistant", "content": "fine", "refusal": null}}]
         %s}"""
            .formatted(usage));
  }

  ModelStub streams(String... events) {
    answers.add(new Answer(200, "text/event-stream", sse(events), 0));
    return this;
  }

  /** A stream of events that are named by their type, as Anthropic sends them. */
  ModelStub streamsEvents(String... events) {
    answers.add(new Answer(200, "text/event-stream", named(events), 0));
    return this;
  }

  ModelStub breaksAfterEvents(String... events) {
    answers.add(new Answer(200, "text/event-stream", named(events), 1_000_000));
    return this;
  }

  private static String named(String... events) {
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      String type = event.replaceAll("(?s).*?\\{\"type\": \"(\\w+)\".*", "$1");
      text.append("event: ").append(type).append('\n').append(sse(event));
    }
    return text.toString();
  }

  /** A stream whose connection is lost after some events. */
  ModelStub breaksAfter(String... events) {
    answers.add(new Answer(200, "text/event-stream", sse(events), 1_000_000));
    return this;
  }

  /** A stream with a JSON object on each line, as Ollama sends it. */
  ModelStub streamsLines(String... lines) {
    answers.add(new Answer(200, "application/x-ndjson", lines(lines), 0));
    return this;
  }

  ModelStub breaksAfterLines(String... lines) {
    answers.add(new Answer(200, "application/x-ndjson", lines(lines), 1_000_000));
    return this;
  }

  private static String lines(String... lines) {
    return String.join("\n", lines) + "\n";
  }

  /** A stream of Bedrock's frames; cut off within its body if its length is greater. */
  ModelStub streamsFrames(int length, byte[] frames) {
    answers.add(
        new Answer(
            200, "application/vnd.amazon.eventstream", ByteBuffer.wrap(frames), length, List.of()));
    return this;
  }

  private static String sse(String... events) {
    StringBuilder text = new StringBuilder();
    for (String event : events) {
      text.append("data: ").append(event.replace('\n', ' ')).append("\n\n");
    }
    return text.toString();
  }

  static String content(String text) {
    return chunk("{\"content\": \"" + text + "\"}", "");
  }

  static String chunk(String delta, String more) {
    return """
        {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "dated",
         "choices": [{"index": 0, "delta": %s, "finish_reason": null, "logprobs": null}] %s}"""
        .formatted(delta, more);
  }

  ModelStub failsWith(int status, String message) {
    String body = "{\"error\": {\"message\": \"%s\", \"type\": \"x\"}}".formatted(message);
    answers.add(new Answer(status, "application/json", body, 0));
    return this;
  }

  ModelStub fails(int status, String... header) {
    String body = "{\"error\": {\"message\": \"no\", \"type\": \"x\"}}";
    answers.add(new Answer(status, "application/json", body, 0, header));
    return this;
  }

  /** Leaves a request without an answer until the server is closed. */
  ModelStub neverAnswers() {
    answers.add(new Answer(NEVER, "", "", 0));
    return this;
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    executor.shutdown();
  }
}

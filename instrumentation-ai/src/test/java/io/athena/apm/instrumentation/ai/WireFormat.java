package io.athena.apm.instrumentation.ai;

import static io.athena.apm.instrumentation.ai.EventStreamFrame.all;
import static io.athena.apm.instrumentation.ai.ModelStub.content;

import java.util.ArrayList;
import java.util.List;

/** The formats of providers: each answers "fine", with 11 tokens of input and 5 of output. */
enum WireFormat {
  OPENAI,
  ANTHROPIC,
  GEMINI,
  BEDROCK,
  OLLAMA;

  /** How many events of a stream arrive before its connection is lost: the second has text. */
  private static final int BEFORE_THE_LOSS = 2;

  private static final String ANTHROPIC_MESSAGE =
      """
      {"id": "m", "type": "message", "role": "assistant", "model": "dated", "stop_reason": null,
       "stop_sequence": null, "content": [%s] %s}""";

  /** Answers one request. */
  ModelStub answer(ModelStub stub, boolean streams, boolean usage) {
    if (streams) {
      return stream(stub, false, events(usage));
    }
    return stub.answersJson(whole(usage));
  }

  /** Loses the connection within a stream. */
  ModelStub breakStream(ModelStub stub) {
    return stream(stub, true, events(true).subList(0, BEFORE_THE_LOSS));
  }

  /** Ends a stream that has begun before its first event. */
  ModelStub emptyStream(ModelStub stub) {
    return stream(stub, false, this == OPENAI ? List.of(ModelStub.DONE) : List.of());
  }

  private ModelStub stream(ModelStub stub, boolean breaks, List<String> list) {
    String[] events = list.toArray(new String[0]);
    return switch (this) {
      case OPENAI, GEMINI -> breaks ? stub.breaksAfter(events) : stub.streams(events);
      case ANTHROPIC -> breaks ? stub.breaksAfterEvents(events) : stub.streamsEvents(events);
      case OLLAMA -> breaks ? stub.breaksAfterLines(events) : stub.streamsLines(events);
      case BEDROCK -> stub.streamsFrames(breaks ? 1_000_000 : 0, frames(list));
    };
  }

  /** An event is its type, a space and its JSON. */
  private static byte[] frames(List<String> events) {
    return all(
        events.stream()
            .map(event -> event.split(" ", 2))
            .map(parts -> EventStreamFrame.event(parts[0], parts[1]))
            .toArray(byte[][]::new));
  }

  private String whole(boolean usage) {
    return switch (this) {
      case OPENAI ->
          """
          {"id": "1", "object": "chat.completion", "created": 1, "model": "dated",
           "choices": [{"index": 0, "finish_reason": "stop", "logprobs": null,
             "message": {"role": "assistant", "content": "fine", "refusal": null}}] %s}"""
              .formatted(usage(usage));
      case ANTHROPIC ->
          ANTHROPIC_MESSAGE.formatted(
              "{\"type\": \"text\", \"text\": \"fine\", \"citations\": null}", usage(usage));
      case GEMINI -> gemini("fine", usage);
      case BEDROCK ->
          """
          {"output": {"message": {"role": "assistant", "content": [{"text": "fine"}]}},
           "stopReason": "end_turn" %s}"""
              .formatted(usage(usage));
      case OLLAMA -> ollama("fine", true, usage);
    };
  }

  private List<String> events(boolean usage) {
    return switch (this) {
      case OPENAI -> openAi(usage);
      case ANTHROPIC ->
          List.of(
              "{\"type\": \"message_start\", \"message\": "
                  + ANTHROPIC_MESSAGE.formatted("", usage(usage).replace("5", "1"))
                  + "}",
              anthropic("fi"),
              anthropic("ne"),
              "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"end_turn\","
                  + " \"stop_sequence\": null}"
                  + (usage ? ", \"usage\": {\"output_tokens\": 5}" : "")
                  + "}",
              "{\"type\": \"message_stop\"}");
      case GEMINI -> List.of(gemini("", false), gemini("fi", false), gemini("ne", usage));
      case BEDROCK ->
          List.of(
              "messageStart {\"role\": \"assistant\"}",
              "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"text\": \"fi\"}}",
              "contentBlockDelta {\"contentBlockIndex\": 0, \"delta\": {\"text\": \"ne\"}}",
              "messageStop {\"stopReason\": \"end_turn\"}",
              "metadata {\"metrics\": {\"latencyMs\": 1}" + usage(usage) + "}");
      case OLLAMA ->
          List.of(ollama("", false, false), ollama("fi", false, false), ollama("ne", true, usage));
    };
  }

  private static List<String> openAi(boolean usage) {
    List<String> events = new ArrayList<>();
    events.addAll(List.of(ModelStub.FIRST, content("fi"), content("ne")));
    if (usage) {
      events.add(ModelStub.LAST_USAGE);
    }
    events.add(ModelStub.DONE);
    return events;
  }

  private static String anthropic(String text) {
    return "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\":"
        + " {\"type\": \"text_delta\", \"text\": \""
        + text
        + "\"}}";
  }

  private String gemini(String text, boolean usage) {
    return """
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "%s"}]}, "index": 0}],
         "modelVersion": "dated" %s}"""
        .formatted(text, usage(usage));
  }

  /** Both endpoints read their own members. */
  private String ollama(String text, boolean done, boolean usage) {
    return """
        {"model": "dated", "response": "%s", "message": {"role": "assistant", "content": "%s"},
         "done": %s %s}"""
        .formatted(text, text, done, usage(usage))
        .replace('\n', ' ');
  }

  /** The last members of an object. */
  private String usage(boolean reported) {
    if (!reported) {
      return "";
    }
    return switch (this) {
      case OPENAI ->
          ", \"usage\": {\"prompt_tokens\": 11, \"completion_tokens\": 5, \"total_tokens\": 16}";
      case ANTHROPIC -> ", \"usage\": {\"input_tokens\": 11, \"output_tokens\": 5}";
      case GEMINI ->
          ", \"usageMetadata\": {\"promptTokenCount\": 11, \"candidatesTokenCount\": 5,"
              + " \"totalTokenCount\": 16}";
      case BEDROCK ->
          ", \"usage\": {\"inputTokens\": 11, \"outputTokens\": 5, \"totalTokens\": 16}";
      case OLLAMA -> ", \"prompt_eval_count\": 11, \"eval_count\": 5";
    };
  }
}

package com.athena.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A chat completion, its text and its token counts made from the request alone. Where the request
 * offers a tool and has no result of it, the model calls the tool.
 */
record Completion(JsonNode request, int number, boolean hasUsage) {

  private static final int CHARACTERS_PER_TOKEN = 4;

  /** The answer in one. */
  ObjectNode whole() {
    ObjectNode completion = head("chat.completion");
    ObjectNode choice = choice(completion);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    if (callsTool()) {
      choice.put("finish_reason", "tool_calls");
      addToolCall(message);
    } else {
      choice.put("finish_reason", "stop");
      message.put("content", text()).putNull("refusal");
    }
    return withUsage(completion);
  }

  /** The answer in pieces: one without text, each of the words, the end, and the usage. */
  List<ObjectNode> pieces() {
    var pieces = new ArrayList<ObjectNode>();
    pieces.add(piece("role", "assistant", null));
    for (String word : text().split("(?<= )")) {
      pieces.add(piece("content", word, null));
    }
    pieces.add(piece("content", "", "stop"));
    if (hasUsage) {
      ObjectNode last = head("chat.completion.chunk");
      last.putArray("choices");
      pieces.add(withUsage(last));
    }
    return pieces;
  }

  private ObjectNode piece(String field, String value, String finishReason) {
    ObjectNode piece = head("chat.completion.chunk");
    ObjectNode choice = choice(piece).put("finish_reason", finishReason);
    choice.putObject("delta").put(field, value);
    return piece;
  }

  private ObjectNode head(String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", "chatcmpl-" + number)
        .put("object", type)
        .put("created", 1_750_000_000L + number)
        .put("model", request.path("model").asText());
  }

  private static ObjectNode choice(ObjectNode completion) {
    return completion.putArray("choices").addObject().put("index", 0).putNull("logprobs");
  }

  private boolean callsTool() {
    boolean isAnswered = request.path("messages").findValuesAsText("role").contains("tool");
    return request.has("tools") && !isAnswered;
  }

  private void addToolCall(ObjectNode message) {
    String name = request.path("tools").path(0).path("function").path("name").asText();
    ObjectNode call = message.putNull("content").putArray("tool_calls").addObject();
    call.put("id", "call-" + number).put("type", "function");
    call.putObject("function").put("name", name).put("arguments", "{\"type\":\"weak_hash\"}");
  }

  private String text() {
    return "Reviewed " + prompt().lines().count() + " lines of findings.";
  }

  private String prompt() {
    var prompt = new StringBuilder();
    request.path("messages").forEach(message -> prompt.append(message.path("content").asText("")));
    return prompt.toString();
  }

  private ObjectNode withUsage(ObjectNode completion) {
    if (hasUsage) {
      addUsage(completion.putObject("usage"), prompt());
    }
    return completion;
  }

  private static void addUsage(ObjectNode usage, String prompt) {
    int input = prompt.length() / CHARACTERS_PER_TOKEN;
    int output = 40 + Math.floorMod(prompt.hashCode(), 60);
    usage.put("prompt_tokens", input);
    usage.put("completion_tokens", output);
    usage.put("total_tokens", input + output);
    usage.putObject("prompt_tokens_details").put("cached_tokens", input / 3);
    usage.putObject("completion_tokens_details").put("reasoning_tokens", output / 4);
  }
}

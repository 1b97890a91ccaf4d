package com.athena.stub;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A chat completion, its text and its token counts made from the request alone. */
final class Completion {

  private static final int CHARACTERS_PER_TOKEN = 4;

  private Completion() {}

  static ObjectNode of(JsonNode request, int number, boolean withUsage) {
    String prompt = prompt(request);
    ObjectNode completion = JsonNodeFactory.instance.objectNode();
    completion.put("id", "chatcmpl-" + number);
    completion.put("object", "chat.completion");
    completion.put("created", 1_750_000_000L + number);
    completion.put("model", request.path("model").asText());
    addChoice(completion, prompt);
    if (withUsage) {
      addUsage(completion.putObject("usage"), prompt);
    }
    return completion;
  }

  private static String prompt(JsonNode request) {
    var prompt = new StringBuilder();
    request.path("messages").forEach(message -> prompt.append(message.path("content").asText()));
    return prompt.toString();
  }

  private static void addChoice(ObjectNode completion, String prompt) {
    ObjectNode choice = completion.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", "stop").putNull("logprobs");
    choice
        .putObject("message")
        .put("role", "assistant")
        .put("content", "Reviewed " + prompt.lines().count() + " lines of findings.")
        .putNull("refusal");
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

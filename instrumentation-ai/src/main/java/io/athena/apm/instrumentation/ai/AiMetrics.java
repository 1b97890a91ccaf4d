package io.athena.apm.instrumentation.ai;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of AI operations. */
public final class AiMetrics {

  static final Metric ANALYSIS_DURATION =
      Metric.duration(
          "ai.analysis.duration",
          List.of("operation", "provider", "model", "outcome", "error"),
          "Time that a caller waits for an analysis: the duration of the AI manager's method, or of"
              + " the client call if there is no such method. Provider and model are those of the"
              + " call that answered.");

  static final Metric ANALYSIS_TOTAL =
      Metric.counter(
          "ai.analysis.total",
          List.of("operation", "provider", "model", "outcome"),
          "Analyses. Provider and model are `none` where no call was needed or none answered.");

  static final Metric ANALYSIS_ERROR =
      Metric.counter(
          "ai.analysis.error",
          List.of("operation", "provider", "model", "error"),
          "Analyses that failed, by the exception's simple class name.");

  static final Metric CALL_DURATION =
      Metric.duration(
          "ai.call.duration",
          List.of("provider", "model", "operation", "streaming", "outcome", "error"),
          "One request to a provider, the client's own retries included.");

  static final Metric CALL_TOTAL =
      Metric.counter(
          "ai.call.total",
          List.of("provider", "model", "operation", "streaming", "outcome"),
          "Requests to a provider.");

  static final Metric CALL_ERROR =
      Metric.counter(
          "ai.call.error",
          List.of("provider", "model", "operation", "streaming", "error"),
          "Requests that failed, by the exception's simple class name.");

  static final Metric TOKENS =
      Metric.counter(
          "ai.tokens",
          List.of("provider", "model", "kind"),
          "Tokens as the provider reports them: input, output, cached_input, cache_write,"
              + " reasoning. The input of OpenAI, Azure and Google includes cached_input; that of"
              + " Anthropic and Bedrock excludes cached_input and cache_write. Ollama reports no"
              + " cached tokens. Output includes reasoning, except at Google.");

  static final Metric TOKENS_UNKNOWN =
      Metric.counter(
          "ai.tokens.unknown", List.of("provider", "model"), "Answers without a number of tokens.");

  static final Metric COST =
      Metric.cost(
          "ai.cost",
          List.of("provider", "model", "currency"),
          "Cost of the reported tokens at the list price of the model's standard tier; see"
              + " `ai.prices`. Discounts, other tiers and fees that are not by token are not included."
              + " Servers of `influx`, `collectd` and `newrelic` cut fractions off; they get"
              + " `ai.cost.micros`, in millionths.");

  static final Metric COST_UNKNOWN =
      Metric.counter(
          "ai.cost.unknown",
          List.of("provider", "model"),
          "Answers that are not in `ai.cost`: the model has no known price, or the answer has no"
              + " number of tokens.");

  static final Metric FIRST_TOKEN =
      Metric.duration(
          "ai.first_token.duration",
          List.of("provider", "model"),
          "From a streaming request to the first piece of content: text, or arguments of a tool.");

  static final Metric CHUNK =
      Metric.duration(
          "ai.chunk.duration",
          List.of("provider", "model"),
          "From one piece of a stream's content to the next.");

  static final Metric ACTIVE =
      Metric.gauge("ai.active", Unit.COUNT, List.of("provider"), "Requests under way.");

  static final Metric RETRY =
      Metric.counter(
          "ai.retry",
          List.of("provider", "model"),
          "Requests that a client sent again by itself, and calls that an analysis made after one"
              + " to the same provider and model failed.");

  static final Metric FAILOVER =
      Metric.counter(
          "ai.failover",
          List.of("from", "to"),
          "Calls made within an analysis to another provider or model, after one failed. Provider,"
              + " or provider/model where the provider is the same.");

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL =
      List.of(
          ANALYSIS_DURATION,
          ANALYSIS_TOTAL,
          ANALYSIS_ERROR,
          CALL_DURATION,
          CALL_TOTAL,
          CALL_ERROR,
          TOKENS,
          TOKENS_UNKNOWN,
          COST,
          COST_UNKNOWN,
          FIRST_TOKEN,
          CHUNK,
          ACTIVE,
          RETRY,
          FAILOVER);

  private AiMetrics() {}
}

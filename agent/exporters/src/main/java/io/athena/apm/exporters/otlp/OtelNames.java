package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.otlp.Conventions.Convention;
import io.athena.apm.metrics.Family;
import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import java.util.List;
import java.util.Map;

/**
 * OpenTelemetry's names, where it has a convention; else the agent's own. A tag that has no value
 * is left out; of calls also the outcome, which {@code error.type} tells.
 */
final class OtelNames implements OtlpNames {

  private static final String CALL = "ai.call";

  @Override
  public OtlpMetric metric(Metric metric, Tags tags) {
    OtlpMetric own = AthenaNames.own(metric);
    Convention convention = convention(metric, tags);
    return convention == null
        ? own
        : new OtlpMetric(
            convention.name(),
            convention.unit(),
            convention.form(),
            own.divisor(),
            own.description());
  }

  @Override
  public List<Sample> samples(List<Sample> samples) {
    return InclusiveTokens.of(samples);
  }

  private static Convention convention(Metric metric, Tags tags) {
    String which = tags.get(metric.name().equals("ai.tokens") ? "kind" : "operation");
    Convention convention = Conventions.of(metric.name(), which);
    return convention == null || convention.type() != metric.type() ? null : convention;
  }

  @Override
  public void attributes(Metric metric, Tags tags, Attributes to) {
    Convention convention = convention(metric, tags);
    add(metric.name(), tags, convention != null, to);
    if (convention != null && convention.key() != null) {
      to.add(convention.key(), convention.value());
    }
  }

  private static void add(String name, Tags tags, boolean conventional, Attributes to) {
    for (int i = 0; i < tags.size(); i++) {
      String key = tags.key(i);
      boolean told = conventional && (key.equals("outcome") || key.equals("kind"));
      if (!told && !tags.value(i).equals(Family.NONE)) {
        add(name, key, tags.value(i), to);
      }
    }
  }

  private static void add(String name, String key, String value, Attributes to) {
    if (key.equals("streaming") && name.startsWith("ai.")) {
      to.add("gen_ai.request.stream", value.equals("true"));
    } else {
      to.add(attribute(name, key), value);
    }
  }

  private static String attribute(String name, String key) {
    if (key.equals("error")) {
      return "error.type";
    }
    if (name.startsWith("ai.")) {
      return switch (key) {
        case "provider" -> "gen_ai.provider.name";
        case "model" -> "gen_ai.request.model";
        case "operation" -> "gen_ai.operation.name";
        default -> key;
      };
    }
    return name.equals("gc.pause.duration") ? "jvm.gc.name" : key;
  }

  /** A call is named by its operation and model, as the convention says. */
  @Override
  public String span(FinishedSpan span) {
    String operation = span.tags().get("operation");
    String model = span.tags().get("model");
    return span.name().equals(CALL) && operation != null && model != null
        ? operation + " " + model
        : span.name();
  }

  @Override
  public void attributes(FinishedSpan span, Attributes to) {
    add(span.name(), span.tags(), span.name().equals(CALL), to);
    for (Map.Entry<String, Long> tokens : InclusiveTokens.of(span).entrySet()) {
      to.add("gen_ai.usage." + usage(tokens.getKey()), tokens.getValue());
    }
  }

  /** Of spans: metrics have another word for what is written to a cache. */
  private static String usage(String kind) {
    return switch (kind) {
      case "input" -> "input_tokens";
      case "output" -> "output_tokens";
      case "cached_input" -> "cache_read.input_tokens";
      case "cache_write" -> "cache_creation.input_tokens";
      case "reasoning" -> "reasoning.output_tokens";
      default -> kind;
    };
  }
}

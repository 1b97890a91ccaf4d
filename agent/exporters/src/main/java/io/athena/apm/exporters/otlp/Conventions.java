package io.athena.apm.exporters.otlp;

import io.athena.apm.exporters.otlp.OtlpMetric.Form;
import io.athena.apm.metrics.MetricType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics for which OpenTelemetry has a convention. Sources: semantic-conventions-genai v0.1.0,
 * {@code docs/gen-ai/client-inference.md}; semantic-conventions v1.44, {@code
 * docs/runtime/jvm-metrics.md}. All of GenAI's are in development.
 */
final class Conventions {

  private static final String INFERENCE = "gen_ai.client.inference.";
  private static final Map<String, Convention> ALL = all();

  private Conventions() {}

  /**
   * What the convention has for one of our metrics.
   *
   * @param type ours; a metric of an application that has the name may have another one
   * @param key of an attribute that all series have; null for none
   */
  record Convention(
      MetricType type, String name, String unit, Form form, String key, String value) {}

  /**
   * The convention for a metric of this name.
   *
   * @param which what distinguishes its series: the operation or the kind; null for none
   * @return null for none
   */
  static Convention of(String name, String which) {
    Convention found = which == null ? null : ALL.get(name + ' ' + which);
    return found == null ? ALL.get(name) : found;
  }

  /** All names that series of one of our metrics have. */
  static List<String> names(String metric) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Convention> each : ALL.entrySet()) {
      if (each.getKey().equals(metric) || each.getKey().startsWith(metric + ' ')) {
        names.add(each.getValue().name());
      }
    }
    return names.isEmpty() ? List.of(metric) : names;
  }

  private static Map<String, Convention> all() {
    Map<String, Convention> all = new LinkedHashMap<>();
    duration(all, "ai.call.duration", INFERENCE + "duration");
    duration(all, "ai.call.duration embeddings", "gen_ai.client.embeddings.duration");
    duration(all, "ai.first_token.duration", INFERENCE + "time_to_first_chunk");
    duration(all, "ai.chunk.duration", INFERENCE + "time_per_output_chunk");
    tokens(all, "input", "input_tokens");
    tokens(all, "output", "output_tokens");
    tokens(all, "cached_input", "cache_read.input_tokens");
    tokens(all, "cache_write", "cache_write.input_tokens");
    tokens(all, "reasoning", "reasoning.output_tokens");
    String type = "jvm.memory.type";
    upDown(all, "memory.heap.used", "jvm.memory.used", "By", type, "heap");
    upDown(all, "memory.heap.total", "jvm.memory.committed", "By", type, "heap");
    upDown(all, "memory.non_heap.used", "jvm.memory.used", "By", type, "non_heap");
    String pool = "jvm.buffer.pool.name";
    upDown(all, "memory.direct.used", "jvm.buffer.memory.used", "By", pool, "direct");
    upDown(all, "memory.rss", "process.memory.usage", "By", null, null);
    duration(all, "gc.pause.duration", "jvm.gc.duration");
    upDown(all, "thread.count", "jvm.thread.count", "{thread}", null, null);
    upDown(all, "class.loaded", "jvm.class.count", "{class}", null, null);
    String files = "{file_descriptor}";
    upDown(all, "file_descriptor.open", "jvm.file_descriptor.count", files, null, null);
    String cpu = "jvm.cpu.recent_utilization";
    all.put("cpu.process", new Convention(MetricType.GAUGE, cpu, "1", Form.GAUGE, null, null));
    return all;
  }

  private static void duration(Map<String, Convention> all, String ours, String name) {
    all.put(ours, new Convention(MetricType.HISTOGRAM, name, "s", Form.HISTOGRAM, null, null));
  }

  /** The convention requires a modality; providers' answers do not tell it. */
  private static void tokens(Map<String, Convention> all, String kind, String name) {
    all.put(
        "ai.tokens " + kind,
        new Convention(
            MetricType.COUNTER,
            INFERENCE + "usage." + name,
            "{token}",
            Form.SUM,
            "gen_ai.token.modality",
            "unknown"));
  }

  private static void upDown(
      Map<String, Convention> all,
      String ours,
      String name,
      String unit,
      String key,
      String value) {
    all.put(ours, new Convention(MetricType.GAUGE, name, unit, Form.UP_DOWN, key, value));
  }
}

package io.athena.apm.exporters.otlp;

import io.athena.apm.metrics.Sample;
import io.athena.apm.metrics.Tags;
import io.athena.apm.spans.FinishedSpan;
import io.athena.apm.spans.ReportedTokens;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tokens as the convention counts them: input includes what a cache has to do with, output includes
 * reasoning. {@code ai.tokens} is as providers report it, see {@link ReportedTokens}.
 */
final class InclusiveTokens {

  private static final String TOKENS = "ai.tokens";

  private final Map<Tags, Long> excluded = new HashMap<>(); // by the tags of the series to add to

  private InclusiveTokens() {}

  /** The samples, with other totals where a provider excludes tokens. */
  static List<Sample> of(List<Sample> samples) {
    InclusiveTokens tokens = new InclusiveTokens();
    for (Sample sample : samples) {
      if (isOfTokens(sample)) {
        tokens.add((Sample.Count) sample);
      }
    }
    return tokens.excluded.isEmpty() ? samples : tokens.included(samples);
  }

  /** The tokens of a call, by kind. */
  static Map<String, Long> of(FinishedSpan call) {
    Map<String, Long> inclusive = new TreeMap<>(call.tokens());
    String provider = call.tags().get("provider");
    for (Map.Entry<String, Long> tokens : call.tokens().entrySet()) {
      String including = including(provider, tokens.getKey());
      if (including != null && inclusive.containsKey(including)) {
        inclusive.put(including, inclusive.get(including) + tokens.getValue());
      }
    }
    return inclusive;
  }

  private static boolean isOfTokens(Sample sample) {
    return sample instanceof Sample.Count && sample.series().metric().name().equals(TOKENS);
  }

  private void add(Sample.Count count) {
    Tags tags = count.series().tags();
    String including = including(tags.get("provider"), tags.get("kind"));
    if (including != null) {
      Tags other = withKind(tags, including);
      excluded.put(other, excluded.getOrDefault(other, 0L) + count.total());
    }
  }

  /**
   * The kind that includes this one, though the provider reports it without; null for none, and
   * where provider or kind is null.
   */
  private static String including(String provider, String kind) {
    boolean ofCache = "cached_input".equals(kind) || "cache_write".equals(kind);
    if (ofCache && ReportedTokens.inputExcludesCache(provider)) {
      return "input";
    }
    return "reasoning".equals(kind) && ReportedTokens.outputExcludesReasoning(provider)
        ? "output"
        : null;
  }

  private static Tags withKind(Tags tags, String kind) {
    Map<String, String> map = tags.toMap();
    map.put("kind", kind);
    return Tags.of(map);
  }

  private List<Sample> included(List<Sample> samples) {
    List<Sample> included = new ArrayList<>(samples.size());
    for (Sample sample : samples) {
      Long more = isOfTokens(sample) ? excluded.get(sample.series().tags()) : null;
      included.add(
          more == null
              ? sample
              : new Sample.Count(sample.series(), ((Sample.Count) sample).total() + more));
    }
    return included;
  }
}

package io.athena.apm.e2e;

import static io.athena.apm.e2e.ExpectedCounter.ANY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Derives the expected counters from the sample service's own statistics. */
final class ExpectedCounters {

  private static final String PROVIDER = "openai_compatible";
  private static final Map<String, String[]> CACHES =
      Map.of(
          "AIResponseCache",
          new String[] {"cache", "ai-responses", "library", "athena"},
          "AnalysisCache",
          new String[] {"cache", "com.athena.cache.AnalysisCache", "library", "caffeine"});

  private final List<ExpectedCounter> counters = new ArrayList<>();
  private final Statistics statistics;

  private ExpectedCounters(Statistics statistics) {
    this.statistics = statistics;
  }

  /** Every counter of AI operations, caches, circuit breakers and scans, and no other. */
  static List<ExpectedCounter> of(Statistics statistics) {
    var expected = new ExpectedCounters(statistics);
    statistics.names("aiCalls").forEach(expected::addModel);
    expected.addAnalysesWithoutAnswer();
    expected.addFailovers();
    CACHES.forEach(expected::addCache);
    expected.addBreakers("circuitBreakerTransitions");
    expected.addBreakers("resilience4jCalls");
    expected.addFileAnalyses();
    expected.addScans();
    expected.counters.removeIf(counter -> counter.value() == 0);
    return expected.counters;
  }

  private void addModel(String model) {
    var errors = statistics.number("aiCallErrors", model);
    var successes = statistics.number("aiCalls", model) - errors;
    addCall("total", successes, model, "outcome", "success");
    addCall("total", errors, model, "outcome", "error");
    addCall("error", errors, model, "error", ANY);
    addAnalysis("total", successes, PROVIDER, model, "outcome", "success");
    for (var kind : statistics.names("aiTokens", model)) {
      var tokens = statistics.number("aiTokens", model, kind);
      add("ai.tokens", tokens, "kind", kind, "model", model, "provider", PROVIDER);
    }
    var unknown = statistics.number("aiCallsWithoutUsage", model);
    add("ai.tokens.unknown", unknown, "model", model, "provider", PROVIDER);
    add("ai.cost.unknown", unknown, "model", model, "provider", PROVIDER);
    var tokens =
        statistics.number("aiTokens", model, "input")
            + statistics.number("aiTokens", model, "output");
    add("ai.cost", tokens, "currency", "USD", "model", model, "provider", PROVIDER);
  }

  /** An analysis without a call has neither provider nor model: it was cached, or it failed. */
  private void addAnalysesWithoutAnswer() {
    var cached = statistics.number("caches", "AIResponseCache", "hits");
    var errors = statistics.number("analysisErrors");
    addAnalysis("total", cached, "none", "none", "outcome", "success");
    addAnalysis("total", errors, "none", "none", "outcome", "error");
    addAnalysis("error", errors, "none", "none", "error", "AllProvidersFailedException");
  }

  /** Only failovers after a failed call: if a breaker rejected it, there was no call. */
  private void addFailovers() {
    for (var step : statistics.names("failoversByCause", "error")) {
      var arrow = step.indexOf("->");
      var from = PROVIDER + "/" + step.substring(0, arrow);
      var to = PROVIDER + "/" + step.substring(arrow + 2);
      var value = statistics.number("failoversByCause", "error", step);
      add("ai.failover", value, "from", from, "to", to);
    }
  }

  private void addCache(String cache, String... tags) {
    add("cache.hit", statistics.number("caches", cache, "hits"), tags);
    add("cache.miss", statistics.number("caches", cache, "misses"), tags);
  }

  private void addBreakers(String section) {
    for (var breaker : statistics.names(section)) {
      var library = breaker.equals("reputation") ? "resilience4j" : "athena";
      for (var event : statistics.names(section, breaker)) {
        var value = statistics.number(section, breaker, event);
        var word = event.toLowerCase(Locale.ROOT);
        add("circuit_breaker.event", value, "event", word, "library", library, "name", breaker);
      }
    }
  }

  /** The bundled rules time the analyzer, which reads its cache once. */
  private void addFileAnalyses() {
    var errors = statistics.number("analysisErrors");
    var hits = statistics.number("caches", "AnalysisCache", "hits");
    var misses = statistics.number("caches", "AnalysisCache", "misses");
    add("file.analysis.total", hits + misses, "analyzer", "FileAnalyzer");
    add(
        "file.analysis.error",
        errors,
        "analyzer",
        "FileAnalyzer",
        "error",
        "AllProvidersFailedException");
  }

  /** The values that the bundled rules read from the scanner's results. */
  private void addScans() {
    for (var type : statistics.names("filesAnalyzed")) {
      add("files.analyzed", statistics.number("filesAnalyzed", type), "type", type);
    }
    for (var severity : statistics.names("vulnerabilities")) {
      for (var type : statistics.names("vulnerabilities", severity)) {
        var found = statistics.number("vulnerabilities", severity, type);
        add("vulnerabilities.found", found, "severity", severity, "type", type);
      }
    }
    for (var type : statistics.names("malware")) {
      add("malware.detected", statistics.number("malware", type), "type", type);
    }
  }

  private void addCall(String suffix, double value, String model, String key, String tag) {
    var operation = new String[] {"operation", "chat", "streaming", "false"};
    add(ExpectedCounter.of("ai.call." + suffix, value, operation), PROVIDER, model, key, tag);
  }

  private void addAnalysis(
      String suffix, double value, String provider, String model, String key, String tag) {
    var operation = new String[] {"operation", "analyzeWithFailover"};
    add(ExpectedCounter.of("ai.analysis." + suffix, value, operation), provider, model, key, tag);
  }

  private void add(ExpectedCounter counter, String provider, String model, String key, String tag) {
    counter.tags().putAll(Map.of("provider", provider, "model", model, key, tag));
    counters.add(counter);
  }

  private void add(String metric, double value, String... tags) {
    counters.add(ExpectedCounter.of(metric, value, tags));
  }
}

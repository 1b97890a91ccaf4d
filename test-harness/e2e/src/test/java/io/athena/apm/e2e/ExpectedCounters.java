package io.athena.apm.e2e;

import static io.athena.apm.e2e.ExpectedCounter.ANY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Derives the expected counters from the sample service's own statistics. */
final class ExpectedCounters {

  /** The client of a model, as the agent names its calls. */
  private record Client(String provider, String streaming) {}

  /** The clients of the first, second and third model: openai-java, and LangChain4j twice. */
  private static final Client OPENAI_JAVA = new Client("openai_compatible", "false");

  private static final Map<String, Client> LANGCHAIN4J =
      Map.of(
          "athena-medium", new Client("openai", "false"),
          "athena-small", new Client("openai", "true"));

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

  /**
   * The number of values of each distribution: durations of calls and analyses, gaps between pieces
   * of streams, and sizes of scanned files.
   */
  static List<ExpectedCounter> distributions(Statistics statistics) {
    var counters = of(statistics);
    var expected = new ExpectedCounters(statistics);
    counters.stream()
        .filter(counter -> counter.metric().matches("(ai\\.call|(ai|file)\\.analysis)\\.total"))
        .map(ExpectedCounters::timed)
        .forEach(expected.counters::add);
    statistics.names("aiPieces").forEach(expected::addPieces);
    var files =
        counters.stream()
            .filter(counter -> counter.metric().equals("files.analyzed"))
            .mapToDouble(ExpectedCounter::value)
            .sum();
    expected.add("files.size", files);
    return expected.counters;
  }

  private static ExpectedCounter timed(ExpectedCounter total) {
    return total.as(total.metric().replace("total", "duration"), "error", ANY);
  }

  private void addPieces(String model) {
    String[] tags = {"model", model, "provider", client(model).provider()};
    add("ai.first_token.duration", statistics.number("aiPieces", model, "first"), tags);
    add("ai.chunk.duration", statistics.number("aiPieces", model, "next"), tags);
  }

  private void addModel(String model) {
    var provider = client(model).provider();
    var errors = statistics.number("aiCallErrors", model);
    var successes = statistics.number("aiCalls", model) - errors;
    addCall("total", successes, model, "outcome", "success");
    addCall("total", errors, model, "outcome", "error");
    addCall("error", errors, model, "error", ANY);
    addAnalysis(
        "total", statistics.number("answers", model), provider, model, "outcome", "success");
    for (var kind : statistics.names("aiTokens", model)) {
      var tokens = statistics.number("aiTokens", model, kind);
      add("ai.tokens", tokens, "kind", kind, "model", model, "provider", provider);
    }
    var unknown = statistics.number("aiCallsWithoutUsage", model);
    add("ai.tokens.unknown", unknown, "model", model, "provider", provider);
    add("ai.cost.unknown", unknown, "model", model, "provider", provider);
    var tokens =
        statistics.number("aiTokens", model, "input")
            + statistics.number("aiTokens", model, "output");
    add("ai.cost", tokens, "currency", "USD", "model", model, "provider", provider);
  }

  private static Client client(String model) {
    return LANGCHAIN4J.getOrDefault(model, OPENAI_JAVA);
  }

  /** An analysis without a call has neither provider nor model: it was cached, or it failed. */
  private void addAnalysesWithoutAnswer() {
    var cached = statistics.number("caches", "AIResponseCache", "hits");
    var errors = statistics.number("analysisErrors");
    addAnalysis("total", cached, "none", "none", "outcome", "success");
    addAnalysis("total", errors, "none", "none", "outcome", "error");
    addAnalysis("error", errors, "none", "none", "error", "AllProvidersFailedException");
  }

  private void addFailovers() {
    var values = new TreeMap<String, Double>();
    for (var step : statistics.names("failovers")) {
      var models = step.split("->");
      values.merge(named(models[0], models[1]), statistics.number("failovers", step), Double::sum);
    }
    values.forEach(
        (step, value) -> {
          var ends = step.split("->");
          add("ai.failover", value, "from", ends[0], "to", ends[1]);
        });
  }

  /** Names a failover by the two providers or, within one provider, by the models. */
  private static String named(String from, String to) {
    var first = client(from).provider();
    var second = client(to).provider();
    return first.equals(second)
        ? first + "/" + from + "->" + second + "/" + to
        : first + "->" + second;
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
    var client = client(model);
    var operation = new String[] {"operation", "chat", "streaming", client.streaming()};
    var counter = ExpectedCounter.of("ai.call." + suffix, value, operation);
    add(counter, client.provider(), model, key, tag);
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

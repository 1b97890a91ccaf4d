package com.athena.statistics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The service's own truth about what it did since its start. Each thing is counted where it
 * happens, on the thread that does it; the numbers are exact once the service is idle.
 */
public final class Statistics {

  private static final List<String> TOTALS = List.of("analyses", "analysisErrors");
  private static final List<String> SECTIONS =
      List.of(
          "answers",
          "aiCalls",
          "aiCallErrors",
          "aiCallsWithoutUsage",
          "aiTokens",
          "aiPieces",
          "failovers",
          "caches",
          "circuitBreakerTransitions",
          "resilience4jCalls",
          "filesAnalyzed",
          "vulnerabilities",
          "malware");

  private final ConcurrentMap<List<String>, LongAdder> counts = new ConcurrentHashMap<>();

  /** An analysis by a model was asked for, whether or not a call was needed. */
  public void analysis() {
    add(1, "analyses");
  }

  /** An analysis ended without an answer. */
  public void analysisError() {
    add(1, "analysisErrors");
  }

  /** An analysis was answered by a model, not by the cache. */
  public void answer(String model) {
    add(1, "answers", model);
  }

  /** A request is sent to a model. */
  public void aiCall(String model) {
    add(1, "aiCalls", model);
  }

  /** A request to a model failed. */
  public void aiCallError(String model) {
    add(1, "aiCallErrors", model);
  }

  /** An answer did not say what it cost. */
  public void aiCallWithoutUsage(String model) {
    add(1, "aiCallsWithoutUsage", model);
  }

  /** An answer cost this many tokens of a kind. */
  public void aiTokens(String model, String kind, long tokens) {
    add(tokens, "aiTokens", model, kind);
  }

  /** A piece of a streamed answer's text arrived: the first or a next one. */
  public void aiPiece(String model, String place) {
    add(1, "aiPieces", model, place);
  }

  /** After a request to one model failed, another model was called. */
  public void failover(String from, String to) {
    add(1, "failovers", from + "->" + to);
  }

  /** A cache was asked. */
  public void cacheLookup(String cache, boolean hit) {
    add(1, "caches", cache, hit ? "hits" : "misses");
  }

  /** A circuit breaker, of either kind, came into a state. */
  public void circuitBreakerTransition(String breaker, String state) {
    add(1, "circuitBreakerTransitions", breaker, state);
  }

  /** Resilience4j told how a call ended: success, error or rejected. */
  public void resilience4jCall(String breaker, String outcome) {
    add(1, "resilience4jCalls", breaker, outcome);
  }

  /** A file was scanned. */
  public void file(String type) {
    add(1, "filesAnalyzed", type);
  }

  /** A scan found a weakness. */
  public void vulnerability(String severity, String type) {
    add(1, "vulnerabilities", severity, type);
  }

  /** A scan found malware. */
  public void malware(String type) {
    add(1, "malware", type);
  }

  /** All counts as a tree; every section is there from the start, what never happened is not. */
  public ObjectNode toJson() {
    var root = JsonNodeFactory.instance.objectNode();
    TOTALS.forEach(total -> root.put(total, 0));
    SECTIONS.forEach(root::putObject);
    var sorted = new TreeMap<String, List<String>>();
    counts.keySet().forEach(path -> sorted.put(String.join("/", path), path));
    sorted.values().forEach(path -> put(root, path, counts.get(path).sum()));
    return root;
  }

  private static void put(ObjectNode root, List<String> path, long count) {
    ObjectNode parent = root;
    for (String step : path.subList(0, path.size() - 1)) {
      parent = parent.withObjectProperty(step);
    }
    parent.put(path.get(path.size() - 1), count);
  }

  private void add(long amount, String... path) {
    counts.computeIfAbsent(List.of(path), unused -> new LongAdder()).add(amount);
  }
}

package com.athena.cache;

import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers of models by the hash of the prompt. When it is full, the answer that nobody asked
 * for the longest goes. Any thread may call it.
 */
public final class AIResponseCache {

  private final String name = "ai-responses";
  private final int capacity;
  private final Statistics statistics;
  private final Map<String, AnalysisResult> answers = new LinkedHashMap<>(16, 0.75f, true);

  /** An empty cache of at most {@code capacity} answers. */
  public AIResponseCache(int capacity, Statistics statistics) {
    this.capacity = capacity;
    this.statistics = statistics;
  }

  /** What this cache is called in logs. */
  public String name() {
    return name;
  }

  /** The answer under this key; null if there is none. */
  public synchronized AnalysisResult get(String key) {
    AnalysisResult answer = answers.get(key);
    statistics.cacheLookup("AIResponseCache", answer != null);
    return answer;
  }

  /** Keeps an answer, and drops the one least recently used if there are too many. */
  public synchronized void put(String key, AnalysisResult answer) {
    answers.put(key, answer);
    if (answers.size() > capacity) {
      var eldest = answers.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }
}

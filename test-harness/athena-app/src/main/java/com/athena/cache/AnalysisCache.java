package com.athena.cache;

import com.athena.model.FileAnalysis;
import com.athena.statistics.Statistics;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;

/** Finished analyses by the hash of the file. Any thread may call it. */
public final class AnalysisCache {

  private final Cache<String, FileAnalysis> analyses;
  private final Statistics statistics;

  /** An empty cache of at most {@code maximumSize} analyses, each kept for {@code timeToLive}. */
  public AnalysisCache(int maximumSize, Duration timeToLive, Statistics statistics) {
    this.analyses =
        Caffeine.newBuilder().maximumSize(maximumSize).expireAfterWrite(timeToLive).build();
    this.statistics = statistics;
  }

  /** The analysis of the file with this hash; null if there is none. */
  public FileAnalysis get(String sha256) {
    FileAnalysis analysis = analyses.getIfPresent(sha256);
    statistics.cacheLookup("AnalysisCache", analysis != null);
    return analysis;
  }

  /** Keeps an analysis. */
  public void put(String sha256, FileAnalysis analysis) {
    analyses.put(sha256, analysis);
  }
}

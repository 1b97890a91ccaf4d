package com.athena.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.model.AnalysisResult;
import com.athena.model.FileAnalysis;
import com.athena.model.Reputation;
import com.athena.model.Verdict;
import com.athena.scan.ScanResult;
import com.athena.statistics.Statistics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnalysisCacheTest {

  private static final FileAnalysis ANALYSIS =
      new FileAnalysis(
          "00",
          new ScanResult("text", 0, List.of(), List.of()),
          Reputation.UNKNOWN,
          Verdict.CLEAN,
          new AnalysisResult("openai", "model", "fine", false),
          false);

  private final Statistics statistics = new Statistics();

  @Test
  void unknownHash_isNull() {
    assertThat(cache(Duration.ofHours(1)).get("00")).isNull();
  }

  @Test
  void knownHash_isTheAnalysis() {
    var cache = cache(Duration.ofHours(1));
    cache.put("00", ANALYSIS);

    assertThat(cache.get("00")).isEqualTo(ANALYSIS);
  }

  @Test
  void expiredAnalysis_isNull() {
    var cache = cache(Duration.ZERO);
    cache.put("00", ANALYSIS);

    assertThat(cache.get("00")).isNull();
  }

  @Test
  void lookups_areCounted() {
    var cache = cache(Duration.ofHours(1));
    cache.get("00");
    cache.put("00", ANALYSIS);
    cache.get("00");

    assertThat(statistics.toJson().at("/caches/AnalysisCache").toString())
        .isEqualTo("{\"hits\":1,\"misses\":1}");
  }

  private AnalysisCache cache(Duration timeToLive) {
    return new AnalysisCache(10, timeToLive, statistics);
  }
}

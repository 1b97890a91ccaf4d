package com.athena.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import org.junit.jupiter.api.Test;

class AIResponseCacheTest {

  private final Statistics statistics = new Statistics();
  private final AIResponseCache cache = new AIResponseCache(2, statistics);

  @Test
  void unknownKey_isNull() {
    assertThat(cache.get("a")).isNull();
  }

  @Test
  void knownKey_isTheAnswer() {
    cache.put("a", answer("one"));

    assertThat(cache.get("a")).isEqualTo(answer("one"));
  }

  @Test
  void fullCache_dropsTheAnswerNobodyAskedForTheLongest() {
    cache.put("a", answer("one"));
    cache.put("b", answer("two"));
    cache.get("a");
    cache.put("c", answer("three"));

    assertThat(cache.get("a")).isNotNull();
    assertThat(cache.get("b")).isNull();
    assertThat(cache.get("c")).isNotNull();
  }

  @Test
  void secondAnswerUnderKey_replacesTheFirst() {
    cache.put("a", answer("one"));
    cache.put("a", answer("two"));

    assertThat(cache.get("a")).isEqualTo(answer("two"));
  }

  @Test
  void lookups_areCounted() {
    cache.get("a");
    cache.put("a", answer("one"));
    cache.get("a");
    cache.get("a");

    assertThat(statistics.toJson().at("/caches/AIResponseCache").toString())
        .isEqualTo("{\"hits\":2,\"misses\":1}");
  }

  @Test
  void cache_hasName() {
    assertThat(cache.name()).isEqualTo("ai-responses");
  }

  private static AnalysisResult answer(String summary) {
    return new AnalysisResult("openai", "model", summary, false);
  }
}

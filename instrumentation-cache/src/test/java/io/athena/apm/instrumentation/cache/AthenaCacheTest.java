package io.athena.apm.instrumentation.cache;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.cache.AICache;
import com.acme.cache.AnalysisCache;
import com.acme.cache.LRUCache;
import io.athena.apm.kit.agent.AgentExtension;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@SuppressWarnings("CheckReturnValue") // reading a cache is what is tested, not what it holds
class AthenaCacheTest {

  @RegisterExtension
  static final AgentExtension AGENT =
      AgentExtension.with(CacheInstrumentations.all(), CacheInstrumentations::install)
          .rules(
              """
              rules:
                - method: ["**.AICache#get", "**.LRUCache#get", "**.AnalysisCache#get"]
                  as: cache.read
              """,
              CacheInstrumentations.methodRoles());

  @Test
  void get_countsTheInnermostOverloadUnderTheCachesName() {
    AICache cache = new AICache();
    cache.get("a", () -> "loaded");
    cache.get("a", () -> "loaded");
    cache.get("b");
    assertThat(AGENT.measured().counter("cache.hit", "cache", "answers", "library", "athena"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss", "cache", "answers", "library", "athena"))
        .isEqualTo(2);
  }

  @Test
  void get_thatAnswersLaterCountsWhatItAnswers() {
    LRUCache cache = new LRUCache();
    cache.put("a", "one");
    cache.get("a").join();
    cache.get("b").join();
    assertThat(AGENT.measured().counter("cache.hit", "cache", "LRUCache")).isEqualTo(1);
    assertThat(AGENT.measured().counter("cache.miss", "cache", "LRUCache")).isEqualTo(1);
  }

  @Test
  void get_ofAPendingStage_countsWhenItCompletes() {
    LRUCache cache = new LRUCache();
    CompletableFuture<String> loading = new CompletableFuture<>();
    for (int read = 0; read < 3; read++) {
      cache.get(loading);
    }
    assertThat(loading.getNumberOfDependents()).as("listeners").isEqualTo(1);
    assertThat(AGENT.measured().has("cache.hit")).isFalse();

    loading.complete("loaded");
    assertThat(AGENT.measured().counter("cache.hit", "cache", "LRUCache")).isEqualTo(3);
  }

  @Test
  void get_ofAStageThatRefusesAListener_isNeitherHitNorMiss() {
    new LRUCache().get(new Refusing());

    assertThat(AGENT.measured().has("cache.hit")).isFalse();
    assertThat(AGENT.measured().has("cache.miss")).isFalse();
  }

  private static final class Refusing extends CompletableFuture<String> {

    @Override
    public CompletableFuture<String> whenComplete(
        BiConsumer<? super String, ? super Throwable> listener) {
      throw new AbstractMethodError("made for another version");
    }
  }

  @Test
  void get_isTimed_andASpanOfItsTrace() {
    AICache cache = new AICache();
    cache.get("a");
    cache.get("a");
    String[] tags = {"cache", "answers", "library", "athena", "operation", "get"};
    assertThat(AGENT.measured().histogram("cache.operation.duration", tags).count()).isEqualTo(2);
    assertThat(AGENT.spans())
        .hasSize(2)
        .allSatisfy(span -> assertThat(span.name()).isEqualTo("cache.operation"));
  }

  @Test
  void get_ofAPendingStage_isTimedUntilItCompletes() {
    LRUCache cache = new LRUCache();
    CompletableFuture<String> loading = new CompletableFuture<>();
    cache.get(loading);
    assertThat(AGENT.measured().has("cache.operation.duration")).isFalse();
    assertThat(AGENT.spans()).isEmpty();

    loading.complete("loaded");
    assertThat(AGENT.measured().histogram("cache.operation.duration").count()).isEqualTo(1);
    assertThat(AGENT.spans()).hasSize(1);
  }

  @Test
  void wrapperOfAMeasuredLibrary_countsOnce() {
    AnalysisCache cache = new AnalysisCache();
    cache.get("a");
    assertThat(AGENT.measured().counter("cache.miss")).isEqualTo(1);
    assertThat(AGENT.measured().values("cache.miss", "library")).containsExactly("caffeine");
    assertThat(AGENT.measured().values("cache.miss", "cache"))
        .containsExactly(AnalysisCache.class.getName());
  }
}

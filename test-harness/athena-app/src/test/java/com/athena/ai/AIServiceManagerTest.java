package com.athena.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.athena.cache.AIResponseCache;
import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.resilience.CircuitBreakerOpenException;
import com.athena.statistics.Statistics;
import java.util.List;
import org.junit.jupiter.api.Test;

class AIServiceManagerTest {

  private final Statistics statistics = new Statistics();
  private final FakeProvider large = new FakeProvider("large");
  private final FakeProvider small = new FakeProvider("small");
  private final AIServiceManager manager =
      new AIServiceManager(
          List.of(large.guarded(), small.guarded()),
          new AIResponseCache(10, statistics),
          statistics);

  @Test
  void answer_comesFromTheFirstProvider() {
    assertThat(analyze("a")).isEqualTo(new AnalysisResult("fake", "large", "about a", false));
    assertThat(small.callers).isEmpty();
  }

  @Test
  void provider_isCalledOnAThreadOfTheManagers() {
    analyze("a");

    assertThat(large.callers).extracting(Thread::getName).containsExactly("ai-caller");
  }

  @Test
  void samePrompt_isAnsweredFromTheCacheByTheModelThatAnsweredFirst() {
    analyze("a");

    assertThat(analyze("a")).isEqualTo(new AnalysisResult("fake", "large", "about a", true));
    assertThat(large.callers).hasSize(1);
  }

  @Test
  void failedProvider_isFollowedByTheNext() {
    large.failing = true;

    assertThat(analyze("a").model()).isEqualTo("small");
    assertThat(statistics.toJson().at("/failoversByCause/error/large->small").asInt()).isOne();
  }

  @Test
  void openBreaker_leadsToTheNextProviderWithoutCall() {
    large.failing = true;
    analyze("a");
    analyze("b");
    analyze("c");

    assertThat(large.callers).hasSize(2);
    assertThat(statistics.toJson().at("/failoversByCause/rejected/large->small").asInt()).isOne();
    assertThat(statistics.toJson().at("/failovers/large->small").asInt()).isEqualTo(3);
  }

  @Test
  void noAnswerAtAll_saysWhyForEachProvider() {
    large.failing = true;
    small.failing = true;

    assertThatExceptionOfType(AllProvidersFailedException.class)
        .isThrownBy(() -> analyze("a"))
        .withMessage("none of 2 providers answered")
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .containsExactly("large is down", "small is down"));
  }

  @Test
  void allBreakersOpen_isFailureToo() {
    failUntilBreakersOpen();

    assertThatExceptionOfType(AllProvidersFailedException.class)
        .isThrownBy(() -> analyze("c"))
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed())
                    .hasOnlyElementsOfType(CircuitBreakerOpenException.class));
  }

  @Test
  void failure_isNotCached() {
    failUntilBreakersOpen();

    assertThat(statistics.toJson().at("/caches/AIResponseCache/hits").asInt()).isZero();
    assertThat(statistics.toJson().at("/analysisErrors").asInt()).isEqualTo(2);
  }

  @Test
  void everyAnalysis_isCounted() {
    analyze("a");
    analyze("a");

    assertThat(statistics.toJson().at("/analyses").asInt()).isEqualTo(2);
    assertThat(statistics.toJson().at("/analysisErrors").asInt()).isZero();
  }

  private void failUntilBreakersOpen() {
    large.failing = true;
    small.failing = true;
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(AllProvidersFailedException.class).isThrownBy(() -> analyze("b"));
    }
  }

  private AnalysisResult analyze(String prompt) {
    return manager.analyzeWithFailover(new AnalysisRequest("java", prompt));
  }
}

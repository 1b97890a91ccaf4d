package com.athena.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  private final Statistics statistics = new Statistics();

  @Test
  void freshStatistics_haveEverySection() {
    assertThat(statistics.toJson().toString())
        .isEqualTo(
            "{\"analyses\":0,\"analysisErrors\":0,\"aiCalls\":{},\"aiCallErrors\":{},"
                + "\"aiCallsWithoutUsage\":{},\"aiTokens\":{},\"failovers\":{},"
                + "\"failoversByCause\":{},\"caches\":{},\"circuitBreakerTransitions\":{},"
                + "\"resilience4jCalls\":{},\"filesAnalyzed\":{},\"vulnerabilities\":{},"
                + "\"malware\":{}}");
  }

  @Test
  void counts_standUnderTheirNames() {
    statistics.aiTokens("gpt-4o", "input", 12);
    statistics.aiTokens("gpt-4o", "input", 8);
    statistics.vulnerability("HIGH", "sql_injection");

    assertThat(statistics.toJson().at("/aiTokens/gpt-4o/input").asLong()).isEqualTo(20);
    assertThat(statistics.toJson().at("/vulnerabilities/HIGH/sql_injection").asLong()).isOne();
  }

  @Test
  void failover_isCountedByStepAndByCause() {
    statistics.failover("a", "b", "error");
    statistics.failover("a", "b", "rejected");

    assertThat(statistics.toJson().at("/failovers").toString()).isEqualTo("{\"a->b\":2}");
    assertThat(statistics.toJson().at("/failoversByCause").toString())
        .isEqualTo("{\"error\":{\"a->b\":1},\"rejected\":{\"a->b\":1}}");
  }

  @Test
  void countsFromManyThreads_areAllThere() {
    CompletableFuture<?>[] counters =
        IntStream.range(0, 4)
            .mapToObj(thread -> CompletableFuture.runAsync(this::countThousandTimes))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(counters).join();

    assertThat(statistics.toJson().at("/aiCalls/gpt-4o").asLong()).isEqualTo(4_000);
  }

  private void countThousandTimes() {
    for (int time = 0; time < 1_000; time++) {
      statistics.aiCall("gpt-4o");
    }
  }
}

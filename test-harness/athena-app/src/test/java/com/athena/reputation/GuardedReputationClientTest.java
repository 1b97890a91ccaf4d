package com.athena.reputation;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.model.Reputation;
import com.athena.statistics.Statistics;
import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import com.athena.stub.ModelStub;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedReputationClientTest {

  private static final String KNOWN = "0".repeat(64);
  private static final String UNKNOWN = "f".repeat(64);

  private final Statistics statistics = new Statistics();
  private ModelStub stub;

  @BeforeEach
  void start() throws IOException {
    stub = ModelStub.start(new Latency(0, 0), FailureMode.BURSTS, "none");
  }

  @AfterEach
  void stop() {
    stub.close();
  }

  @Test
  void reputation_isWhatTheServiceSays() {
    var client = client(Duration.ofHours(1));

    assertThat(client.lookup(KNOWN)).isEqualTo(Reputation.GOOD);
    assertThat(client.lookup(UNKNOWN)).isEqualTo(Reputation.UNKNOWN);
  }

  @Test
  void deadService_isUnavailable() {
    stub.close();

    assertThat(client(Duration.ofHours(1)).lookup(KNOWN)).isEqualTo(Reputation.UNAVAILABLE);
    assertThat(count("/resilience4jCalls/reputation/error")).isOne();
  }

  @Test
  void failures_openTheBreaker() {
    var client = client(Duration.ofHours(1));
    lookUp(client, 13);

    assertThat(client.breakerState()).isEqualTo("OPEN");
    assertThat(statistics.toJson().at("/resilience4jCalls/reputation").toString())
        .isEqualTo("{\"error\":2,\"rejected\":1,\"success\":10}");
  }

  @Test
  void breaker_closesOnceTheServiceAnswersAgain() {
    var client = client(Duration.ofMillis(5));
    lookUp(client, 12);
    Instant deadline = Instant.now().plusSeconds(5);
    while (!client.breakerState().equals("CLOSED") && Instant.now().isBefore(deadline)) {
      client.lookup(KNOWN);
    }

    assertThat(client.breakerState()).isEqualTo("CLOSED");
    assertThat(statistics.toJson().at("/circuitBreakerTransitions/reputation").toString())
        .isEqualTo("{\"CLOSED\":1,\"HALF_OPEN\":2,\"OPEN\":2}");
    assertThat(count("/resilience4jCalls/reputation/error")).isEqualTo(4);
  }

  @Test
  void sourceThatIsOff_knowsNothing() {
    assertThat(ReputationSource.off().lookup(KNOWN)).isEqualTo(Reputation.UNAVAILABLE);
  }

  private GuardedReputationClient client(Duration waitInOpenState) {
    return new GuardedReputationClient(stub.address(), waitInOpenState, statistics);
  }

  private long count(String path) {
    return statistics.toJson().at(path).asLong();
  }

  private static void lookUp(GuardedReputationClient client, int times) {
    for (int time = 0; time < times; time++) {
      client.lookup(KNOWN);
    }
  }
}

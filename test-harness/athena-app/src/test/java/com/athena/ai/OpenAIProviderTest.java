package com.athena.ai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.athena.model.AnalysisRequest;
import com.athena.model.AnalysisResult;
import com.athena.statistics.Statistics;
import com.athena.stub.FailureMode;
import com.athena.stub.Latency;
import com.athena.stub.ModelStub;
import com.openai.errors.InternalServerException;
import com.openai.errors.RateLimitException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenAIProviderTest {

  private final Statistics statistics = new Statistics();
  private ModelStub stub;
  private OpenAIProvider provider;

  @BeforeEach
  void start() throws IOException {
    stub = ModelStub.start(new Latency(0, 0), FailureMode.BURSTS, "fragile");
    provider = OpenAIProvider.connect(stub.address() + "/v1", "key", "fragile", statistics);
  }

  @AfterEach
  void stop() {
    provider.close();
    stub.close();
  }

  @Test
  void answer_namesProviderAndModel() {
    assertThat(ask())
        .isEqualTo(new AnalysisResult("openai", "fragile", "Reviewed 1 lines of findings.", false));
  }

  @Test
  void tokens_areCountedByKind() {
    ask();

    assertThat(statistics.toJson().at("/aiTokens/fragile").toString())
        .isEqualTo("{\"cached_input\":7,\"input\":21,\"output\":52,\"reasoning\":13}");
  }

  @Test
  void answerWithoutUsage_isCountedAsSuch() {
    ask(5);

    assertThat(statistics.toJson().at("/aiCallsWithoutUsage/fragile").asInt()).isOne();
    assertThat(statistics.toJson().at("/aiTokens/fragile/input").asInt()).isEqualTo(4 * 21);
  }

  @Test
  void failure_isCountedAndNotTriedAgain() {
    ask(6);

    assertThatExceptionOfType(InternalServerException.class).isThrownBy(this::ask);
    assertThat(statistics.toJson().at("/aiCalls/fragile").asInt()).isEqualTo(7);
    assertThat(statistics.toJson().at("/aiCallErrors/fragile").asInt()).isOne();
  }

  @Test
  void rateLimit_isFailureToo() {
    ask(6);
    assertThatExceptionOfType(InternalServerException.class).isThrownBy(this::ask);
    assertThatExceptionOfType(InternalServerException.class).isThrownBy(this::ask);

    assertThatExceptionOfType(RateLimitException.class).isThrownBy(this::ask);
  }

  private void ask(int times) {
    for (int time = 0; time < times; time++) {
      ask();
    }
  }

  private AnalysisResult ask() {
    return provider.analyze(new AnalysisRequest("java", "What is it?"));
  }
}

package io.athena.apm.instrumentation.ai;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.kit.agent.AgentExtension;
import io.athena.apm.metrics.Registry;
import io.athena.apm.runtime.Probes;
import io.athena.apm.spans.Spans;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AiCallsTest {

  @RegisterExtension
  static final AgentExtension AGENT = AgentExtension.with(List.of(), FakeClient::install);

  @Test
  void callWithinACall_isPartOfIt() {
    Object outer = FakeClient.begin("api.openai.com", "a");
    FakeClient.call("api.groq.com", "b", null);
    Probes.ai().endCall(outer, "answer", null);

    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total", "provider", "openai")).isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(1);
  }

  @Test
  void methodOfALibraryWithinACall_isNoAnalysis() {
    Object outer = FakeClient.begin("api.openai.com", "a");
    assertThat(Probes.ai().startAnalysis("generate_content")).isNull();
    Probes.ai().endCall(outer, "answer", null);

    assertThat(AGENT.measured().counter("ai.analysis.total")).isEqualTo(1);
  }

  /**
   * A future tells its last listener first, and wakes those that wait before it tells the others.
   */
  @Test
  void nextCall_isAFailoverThoughTheFailedFutureHasNotToldTheAgent() {
    var failing = new CompletableFuture<String>();
    Object analysis = Probes.ai().startAnalysis("Manager.answer");
    Probes.ai().endCall(FakeClient.begin("api.openai.com", "a"), failing, null);
    var next = failing.whenComplete((answer, error) -> FakeClient.call("api.groq.com", "b", null));

    failing.completeExceptionally(new IllegalStateException());
    Probes.ai().endAnalysis(analysis, "answer", null);

    assertThat(next).isCompletedExceptionally();
    assertThat(AGENT.measured().counter("ai.failover", "from", "openai", "to", "groq"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.error", "error", "IllegalStateException"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.call.total")).isEqualTo(2);
  }

  @Test
  void analysis_hasTheModelOfAFutureThatHasNotToldTheAgent() {
    var answering = new CompletableFuture<String>();
    Object analysis = Probes.ai().startAnalysis("Manager.answer");
    Probes.ai().endCall(FakeClient.begin("api.openai.com", "a"), answering, null);
    Probes.ai().endAnalysis(analysis, answering.thenApply(String::length), null);

    answering.complete("answer");

    assertThat(AGENT.measured().counter("ai.analysis.total", "provider", "openai", "model", "a"))
        .isEqualTo(1);
    assertThat(AGENT.measured().counter("ai.tokens", "kind", "input")).isEqualTo(1);
  }

  /** So the JDK's classes need not be woven where every call blocks. */
  @Test
  void onlyACallThatOtherThreadsMayJoin_preparesThem() {
    var prepared = new AtomicInteger();
    var spans = new Spans(0);
    spans.beforeFirst(prepared::incrementAndGet);
    var registry = new Registry(System::currentTimeMillis, 100, (metric, tag) -> {}, each -> {});
    FakeClient.install(registry, spans, new AgentLog());

    Probes.ai().endCall(FakeClient.begin(FakeClient.BLOCKING, "api.openai.com", "a"), "", null);
    assertThat(prepared).hasValue(0);

    Probes.ai().endCall(FakeClient.begin(FakeClient.TYPE, "api.openai.com", "a"), "", null);
    assertThat(prepared).hasValue(1);
  }

  @Test
  void analysisWhoseStreamIsDropped_endsWithTheLastPiece() {
    Object analysis = Probes.ai().startStream("generate_content");
    var call = (AiCall) FakeClient.begin("api.openai.com", "a");
    Probes.ai().leaveCall(call, null);
    Probes.ai().endAnalysis(analysis, "stream", null);
    call.piece("piece");

    FakeClient.pass(Duration.ofHours(1));
    call.drop();

    assertThat(AGENT.measured().histogram("ai.analysis.duration").count()).isEqualTo(1);
    assertThat(AGENT.measured().histogram("ai.analysis.duration").sum())
        .isLessThan(Duration.ofHours(1).toNanos());
  }

  /** As a version of a library that is newer than any known one may do. */
  @Test
  void answerThatLacksAMember_isOneCallWithUnknownTokensAndOneLine() {
    for (int i = 0; i < 2; i++) {
      Object call = FakeClient.begin("api.openai.com", "a");
      Probes.ai().endCall(call, new NoSuchMethodError("usage()"), null);
    }

    assertThat(AGENT.measured().counter("ai.call.total", "outcome", "success")).isEqualTo(2);
    assertThat(AGENT.measured().counter("ai.tokens.unknown")).isEqualTo(2);
    assertThat(AGENT.measured().gauge("ai.active", "provider", "openai")).isZero();
    assertThat(AGENT.log())
        .containsExactly(
            "fake: this version of the library has no usage(); what depends on it is not measured");
  }
}

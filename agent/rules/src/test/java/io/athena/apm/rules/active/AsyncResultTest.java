package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.LaterScanner;
import io.athena.apm.core.errors.Door;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Methods whose results arrive later. */
class AsyncResultTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();
  private WovenObject woven;
  private CompletableFuture<String> result;

  @BeforeEach
  @SuppressWarnings("unchecked")
  void weave() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.LaterScanner#scan"
            span: scan
            tags: {path: arg0}
            metrics:
              - count: scanned
                value: return.length
              - count: failed
                tags: {why: error.class.simpleName}
        """);
    woven = fixture.create(LaterScanner.class);
    result =
        (CompletableFuture<String>)
            woven.target().getClass().getField("result").get(woven.target());
  }

  @Test
  void call_doesNotEndBeforeItsResult() throws Exception {
    woven.call("scan", "a");

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void callEnds_withTheValueThatArrives() throws Exception {
    CompletionStage<?> returned = (CompletionStage<?>) woven.call("scan", "a");
    result.complete("ok");

    assertThat(returned.toCompletableFuture()).isCompletedWithValueMatching("a ok"::equals);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none,path:a} 1 sum 1000",
            "scan.total{path:a} 1",
            "scanned{path:a} 4");
  }

  @Test
  void callThatFailsAsynchronously_hasTheErrorAndNotItsWrapper() throws Exception {
    woven.call("scan", "a");
    result.completeExceptionally(new IllegalStateException("x"));

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:IllegalStateException,path:a} 1 sum 1000",
            "scan.total{path:a} 1",
            "scan.error{error:IllegalStateException,path:a} 1",
            "failed{path:a,why:IllegalStateException} 1");
  }

  @Test
  void completedResult_endsTheCallAtOnce() throws Exception {
    result.complete("ok");
    woven.call("scan", "b");

    assertThat(fixture.measured()).contains("scan.total{path:b} 1", "scanned{path:b} 4");
  }

  @Test
  void failureOfOurs_isCounted_andTheStageCompletes() throws Exception {
    CompletionStage<?> returned = (CompletionStage<?>) woven.call("scan", "a");
    fixture.brokenClock = true;
    result.complete("ok");

    assertThat(returned.toCompletableFuture()).isCompletedWithValueMatching("a ok"::equals);
    assertThat(fixture.logged())
        .singleElement()
        .asString()
        .startsWith("rules.yaml:2: an advice failed and was contained");
    fixture.expectErrors(Door.ADVICE, 1);
  }
}

package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account is exact whatever the receiver does, and no flush takes long. */
@Timeout(60)
class HostileReceiverTest {

  private static final String KEPT = "; values are kept and sent when it works again";

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final OtlpFixture otlp = new OtlpFixture().endpoint(receiver.url());

  @BeforeEach
  void threeSeries() {
    otlp.metrics.counter("a").add(3);
    otlp.metrics.counter("b").add(4);
    otlp.metrics.counter("c").add(5);
  }

  @AfterEach
  void accountAddsUp() {
    receiver.close();
    assertThat(otlp.delivery.unaccounted()).isZero();
  }

  private String metricsUrl() {
    return receiver.url() + "/v1/metrics";
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void busyReceiver_getsTheRequestAgain_afterTheTimeItAsksFor(int status) {
    receiver.then(status, "Retry-After", "2");
    otlp.flush();

    assertThat(receiver.requests()).hasSize(2);
    assertThat(otlp.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(otlp.paused()).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(otlp.account()).isEqualTo("3 lines written: 3 sent, 0 dropped, 0 failed");
    assertThat(otlp.said).isEmpty();
  }

  @Test
  void receiverThatDoesNotSayWhen_isAskedAfterASecond_thenLater() {
    receiver.then(503).then(503);
    otlp.flush();

    assertThat(receiver.requests()).as(() -> otlp.said.toString()).hasSize(3);
    assertThat(otlp.took()).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(otlp.paused()).isLessThanOrEqualTo(Duration.ofSeconds(3));
    assertThat(otlp.account()).isEqualTo("3 lines written: 3 sent, 0 dropped, 0 failed");
  }

  @Test
  void receiverThatStaysBusy_isAskedFiveTimes_andAgainByTheNextFlush() {
    receiver.then(503).then(503).then(503).then(503).then(503);
    otlp.flush();

    assertThat(receiver.requests()).hasSizeLessThanOrEqualTo(5);
    assertThat(otlp.account())
        .isEqualTo("3 lines written: 0 sent, 0 dropped, 3 failed; 3 series not sent");
    while (!otlp.said.contains("otlp: " + metricsUrl() + " works again")) {
      otlp.flush();
    }
    assertThat(otlp.said).first().isEqualTo("otlp: " + metricsUrl() + " answered 503" + KEPT);
    assertThat(otlp.said).hasSize(2);
    assertThat(otlp.account()).endsWith("3 sent, 0 dropped, 3 failed");
  }

  @Test
  void receiverThatAsksForALongTime_isLeftAloneSoLong() {
    receiver.then(429, "Retry-After", "35");
    otlp.flush().flush().flush().flush();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(otlp.account())
        .isEqualTo("12 lines written: 0 sent, 0 dropped, 12 failed; 3 series not sent");
    otlp.flush();
    assertThat(receiver.requests()).hasSize(2);
    assertThat(otlp.account()).isEqualTo("15 lines written: 3 sent, 0 dropped, 12 failed");
  }

  @Test
  void retryAfter_mayBeADate() {
    ZonedDateTime soon = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(38);
    receiver.then(503, "Retry-After", DateTimeFormatter.RFC_1123_DATE_TIME.format(soon));
    otlp.flush().flush();

    assertThat(receiver.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "99999999999999999999", "2147483648"})
  void senselessRetryAfter_doesNotSilenceTheAgentForEver(String value) {
    receiver.then(503, "Retry-After", value);
    for (int i = 0; i < 40; i++) {
      otlp.flush();
    }

    assertThat(receiver.requests()).hasSizeGreaterThan(2);
    assertThat(otlp.account()).doesNotContain(" 0 sent").doesNotContain("not sent");
  }

  @ParameterizedTest
  @CsvSource({"400", "401", "403", "404", "407", "413", "500", "501"})
  void refusedRequest_isNotSentAgainInThisFlush(int status) {
    receiver.then(status);
    otlp.flush();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(otlp.said).containsExactly("otlp: " + metricsUrl() + " answered " + status + KEPT);
    assertThat(otlp.account())
        .isEqualTo("3 lines written: 0 sent, 0 dropped, 3 failed; 3 series not sent");
  }

  @Test
  void deltaThatDidNotArrive_isPartOfTheNextOne() {
    otlp.deltas();
    receiver.then(500);
    otlp.flush();
    receiver.metrics();
    otlp.metrics.counter("a").add(10);
    otlp.flush();

    assertThat(receiver.metrics())
        .extracting(metric -> metric.getSum().getDataPoints(0).getAsInt())
        .containsExactly(13L, 4L, 5L);
    assertThat(otlp.account()).isEqualTo("6 lines written: 3 sent, 0 dropped, 3 failed");
  }

  @Test
  void redirect_isNotFollowed() {
    try (OtlpReceiver other = new OtlpReceiver()) {
      otlp.headers("api-key=secret");
      receiver.then(307, "Location", other.url() + "/v1/metrics");
      otlp.flush();

      assertThat(other.requests()).isEmpty();
      assertThat(otlp.said)
          .containsExactly(
              "otlp: " + metricsUrl() + " answered 307, and redirects are not followed" + KEPT);
      assertThat(otlp.account())
          .isEqualTo("3 lines written: 0 sent, 0 dropped, 3 failed; 3 series not sent");
    }
  }

  private static byte[] partial(long rejected, String message) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(rejected)
                .setErrorMessage(message))
        .build()
        .toByteArray();
  }

  @Test
  void rejectedPoints_areDropped_andNotSentAgain() {
    otlp.deltas().headers("api-key=hush-hush");
    receiver.thenBody(partial(2, "two are too old for hush-hush"));
    otlp.flush();

    assertThat(otlp.account()).isEqualTo("3 lines written: 1 sent, 2 dropped, 0 failed");
    assertThat(otlp.said)
        .containsExactly("otlp: " + metricsUrl() + " rejected 2 of 3: two are too old for ****");
    receiver.metrics();
    otlp.flush();
    assertThat(receiver.metrics()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"99, 3", "-7, 0", "9223372036854775807, 3"})
  void senselessNumberOfRejectedPoints_isBounded(long rejected, int dropped) {
    receiver.thenBody(partial(rejected, ""));
    otlp.flush();

    assertThat(otlp.account())
        .isEqualTo(
            "3 lines written: " + (3 - dropped) + " sent, " + dropped + " dropped, 0 failed");
  }

  @Test
  void warningOfAReceiver_isALineOnce() {
    receiver.thenBody(partial(0, "use another field")).thenBody(partial(0, "use another field"));
    otlp.flush().flush();

    assertThat(otlp.account()).isEqualTo("6 lines written: 6 sent, 0 dropped, 0 failed");
    assertThat(otlp.said)
        .containsExactly("otlp: " + metricsUrl() + " rejected 0 of 3: use another field");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 500})
  void answerOfTenMegabytes_isNotRead(int status) {
    byte[] large = new byte[10_000_000];
    Arrays.fill(large, (byte) 0xff);
    receiver.then(
        exchange -> {
          exchange.sendResponseHeaders(status, large.length);
          exchange.getResponseBody().write(large);
        });
    otlp.flush();

    assertThat(otlp.account())
        .startsWith(
            status == 200
                ? "3 lines written: 3 sent, 0 dropped, 0 failed"
                : "3 lines written: 0 sent, 0 dropped, 3 failed");
  }

  @Test
  void partialSuccessOfTenMegabytes_isUnderstood() {
    receiver.thenBody(partial(1, "x".repeat(10_000_000)));
    otlp.flush();

    assertThat(otlp.account()).isEqualTo("3 lines written: 2 sent, 1 dropped, 0 failed");
    assertThat(otlp.said.get(0).length()).isLessThan(300);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "\n\u0001", "\b", "<html>", "\n\uffff\uffff\uffff"})
  void malformedAnswer_saysNothing(String body) {
    receiver.thenBody(body.getBytes(StandardCharsets.ISO_8859_1));
    otlp.flush();

    assertThat(otlp.account()).isEqualTo("3 lines written: 3 sent, 0 dropped, 0 failed");
  }

  @Test
  void hangingReceiver_isGivenUp_andAskedAgainByLaterFlushes() {
    otlp.environment("OTEL_EXPORTER_OTLP_TIMEOUT", "500");
    receiver.thenHang();
    otlp.flush();

    assertThat(otlp.said)
        .containsExactly("otlp: " + metricsUrl() + " has not answered in time" + KEPT);
    assertThat(otlp.account())
        .isEqualTo("3 lines written: 0 sent, 0 dropped, 3 failed; 3 series not sent");
    otlp.flush();
    assertThat(otlp.said).last().isEqualTo("otlp: " + metricsUrl() + " works again");
    assertThat(otlp.account()).isEqualTo("6 lines written: 3 sent, 0 dropped, 3 failed");
  }

  @Test
  void endlessHeader_isGivenUp() {
    try (RawServer server = RawServer.trickling()) {
      otlp.environment("OTEL_EXPORTER_OTLP_TIMEOUT", "300").endpoint(server.url()).flush();

      assertFailed(" has not answered in time");
    }
  }

  @Test
  void receiverThatReadsNothing_isGivenUp() {
    try (RawServer server = RawServer.notReading()) {
      otlp.environment("OTEL_EXPORTER_OTLP_TIMEOUT", "300").endpoint(server.url()).flush();

      assertFailed(" has not answered in time");
    }
  }

  /** The operating system takes less of it than it is long, so the write waits. */
  @Test
  void largeRequestThatNobodyReads_isGivenUpToo() {
    for (int i = 0; i < 10_000; i++) {
      otlp.metrics.counter("orders", "customer", "customer number " + i).add(i);
    }
    try (RawServer server = RawServer.notReading()) {
      otlp.environment("OTEL_EXPORTER_OTLP_TIMEOUT", "300")
          .environment("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
          .endpoint(server.url())
          .flush();

      assertThat(otlp.said).singleElement().asString().contains(" has not answered in time");
      assertThat(otlp.account()).contains(" 0 sent, 0 dropped, ").contains("; 10003 series not");
    }
  }

  @Test
  void reset_isAFailure_andTheRequestIsNotRepeatedBehindOurBack() {
    try (RawServer server = RawServer.resetting()) {
      otlp.endpoint(server.url()).flush();

      assertFailed(" failed: ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hello\r\n\r\n", "HTTP/1.1\r\n\r\n", "\u0000\u0000\u0012\u0004\u0000\u0000"})
  void answerThatIsNotHttp_isAFailure(String answer) {
    try (RawServer server = RawServer.answering(answer)) {
      otlp.endpoint(server.url()).flush();

      assertFailed("");
    }
  }

  @Test
  void answerThatEndsWithinItsBody_countsByItsStatus() {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc")) {
      otlp.endpoint(server.url()).flush();

      assertThat(otlp.account()).isEqualTo("3 lines written: 3 sent, 0 dropped, 0 failed");
    }
  }

  @Test
  void closedPort_isOneLine_howeverLongItLasts() {
    receiver.close();
    otlp.flush().flush().flush();

    assertFailedTimes(3, " failed: Connection refused");
  }

  @Test
  void unknownHost_isOneLine() {
    otlp.endpoint("http://no-such-host.invalid:4318").flush();

    assertThat(otlp.said)
        .containsExactly(
            "otlp: http://no-such-host.invalid:4318/v1/metrics is unknown: the name server knows no"
                + " no-such-host.invalid"
                + KEPT);
  }

  @Test
  void failure_endsTheFlush() {
    for (int i = 0; i < 10_000; i++) {
      otlp.metrics.counter("orders", "customer", "customer number " + i).add(i);
    }
    receiver.then(500);
    otlp.flush();

    assertThat(receiver.requests()).hasSize(1);
    assertThat(otlp.account()).contains("; 10003 series not sent");
    otlp.flush();
    assertThat(receiver.metrics().stream().mapToInt(HostileReceiverTest::points).sum())
        .isGreaterThan(10_003);
    assertThat(otlp.account()).contains(" 10003 sent, ").endsWith(" failed");
  }

  private static int points(Metric metric) {
    return metric.getSum().getDataPointsCount();
  }

  private void assertFailed(String reason) {
    assertFailedTimes(1, reason);
  }

  private void assertFailedTimes(int flushes, String reason) {
    assertThat(otlp.said).singleElement().asString().contains(reason).endsWith(KEPT);
    assertThat(otlp.account())
        .isEqualTo(
            "%d lines written: 0 sent, 0 dropped, %d failed; 3 series not sent"
                .formatted(3 * flushes, 3 * flushes));
  }
}

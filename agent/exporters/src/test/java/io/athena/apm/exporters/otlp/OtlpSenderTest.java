package io.athena.apm.exporters.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.core.export.Shutdown;
import io.athena.apm.exporters.NoExit;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.pacing.ParkingPause;
import io.athena.apm.exporters.protobuf.ProtobufMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request of a flush during which the exit begins. */
@Timeout(60)
class OtlpSenderTest {

  private final OtlpReceiver receiver = new OtlpReceiver();
  private final List<String> said = new ArrayList<>();
  private final Shutdown shutdown = NoExit.of(System::nanoTime);
  private final Shutdown.FlushLimit time = shutdown.flushLimit(Duration.ofSeconds(10));
  private final Delivery delivery = new Delivery(new TestMetrics().registry(), "otlp");
  private final OtlpTarget target =
      new OtlpVariables(Map.of(), receiver.url(), true, "", said::add).metrics();
  private final HttpThread http = new HttpThread(target, "test", System::nanoTime);
  private final Attempts attempts =
      new Attempts(target, http, time, 0, new ParkingPause(), System::nanoTime);
  private final OtlpSender sender = new OtlpSender(target, attempts, "kept", delivery, said::add);

  @AfterEach
  void nothingWasSaid() {
    receiver.close();
    assertThat(said).isEmpty();
  }

  @Test
  void requestThatHasNotBegun_isLeftToTheLastFlush() {
    time.begin();
    shutdown.begin();
    assertThat(sender.send(new ProtobufMessage(), 3)).isFalse();
    assertThat(delivery).hasToString("0 lines written: 0 sent, 0 dropped, 0 failed");
    time.begin();

    assertThat(sender.send(new ProtobufMessage(), 3)).isTrue();
    assertThat(delivery).hasToString("3 lines written: 3 sent, 0 dropped, 0 failed");
    assertThat(receiver.requests()).hasSize(1);
  }

  @Test
  void requestThatRuns_mayEnd() {
    receiver.then(
        exchange -> {
          shutdown.begin();
          exchange.sendResponseHeaders(200, -1);
        });
    time.begin();

    assertThat(sender.send(new ProtobufMessage(), 3)).isTrue();
    assertThat(delivery).hasToString("3 lines written: 3 sent, 0 dropped, 0 failed");
  }
}

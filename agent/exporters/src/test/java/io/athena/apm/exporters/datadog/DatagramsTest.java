package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.export.Delivery;
import io.athena.apm.exporters.TestMetrics;
import io.athena.apm.exporters.pacing.Pacer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DatagramsTest {

  private final List<String> events = new ArrayList<>(); // datagrams and rests
  private final Delivery delivery = new Delivery(new TestMetrics().registry(), "datadog");
  private final Datagrams datagrams =
      new Datagrams(
          new Recording(),
          new Pacer(nanos -> events.add("rest"), Duration.ofSeconds(10)),
          delivery);
  private String refusal = "";

  @BeforeEach
  void begin() {
    datagrams.begin();
  }

  @AfterEach
  void everyLine_isAccountedFor() {
    assertThat(delivery.unaccounted()).isEqualTo(datagrams.refused());
  }

  @Test
  void lines_shareADatagram_andNoneIsSplit() {
    String half = line(Datagrams.LONGEST / 2);
    datagrams.line(half);
    datagrams.line(half);
    datagrams.line("c\n");
    datagrams.end();

    assertThat(events).containsExactly(half + half, "c\n");
    assertThat(delivery).hasToString("3 lines written: 3 sent, 0 dropped, 0 failed");
  }

  /** Datadog's own processor loses it, and with it the rest of its values. */
  @Test
  void lineThatJustFits_isSent() {
    datagrams.line(line(Datagrams.LONGEST));
    datagrams.end();

    assertThat(events).containsExactly(line(Datagrams.LONGEST));
  }

  @Test
  void lineThatIsTooLong_isDropped_andTheOthersStayTogether() {
    datagrams.line("a\n");
    datagrams.line(line(Datagrams.LONGEST + 1));
    datagrams.line("b\n");
    datagrams.end();

    assertThat(events).containsExactly("a\nb\n");
    assertThat(delivery).hasToString("3 lines written: 2 sent, 1 dropped, 0 failed");
  }

  @Test
  void noLines_areNoDatagram() {
    datagrams.end();

    assertThat(events).isEmpty();
  }

  @Test
  void refusedDatagram_isToldWithItsLines_andTheNextFlushBeginsWithoutThem() {
    refusal = "first";
    datagrams.line("a\n");
    datagrams.line("b\n");
    datagrams.end();

    assertThat(datagrams.refused()).isEqualTo(2);
    assertThat(datagrams.problem()).isEqualTo("first");
    delivery.failed(datagrams.refused());
    datagrams.begin();
    assertThat(datagrams.refused()).isZero();
  }

  @Test
  void everyTenthDatagram_isFollowedByARest() {
    for (int i = 0; i < 11; i++) {
      datagrams.line(line(Datagrams.LONGEST));
    }
    datagrams.end();

    assertThat(events).hasSize(12).element(Pacer.BURST).isEqualTo("rest");
  }

  private static String line(int bytes) {
    return "x".repeat(bytes - 1) + "\n";
  }

  private final class Recording implements AgentPort {

    @Override
    public void open() {}

    @Override
    public void send(ByteBuffer datagram) throws IOException {
      if (!refusal.isEmpty()) {
        throw new IOException(refusal);
      }
      events.add(StandardCharsets.UTF_8.decode(datagram).toString());
    }

    @Override
    public void close() {}
  }
}

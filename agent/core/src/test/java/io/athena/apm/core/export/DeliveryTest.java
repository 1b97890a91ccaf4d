package io.athena.apm.core.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.AgentParts;
import io.athena.apm.metrics.Registry;
import org.junit.jupiter.api.Test;

/** written = sent + dropped + failed. */
class DeliveryTest {

  private final Registry registry = new AgentParts().registry();
  private final Delivery delivery = new Delivery(registry, "statsd");

  @Test
  void nothingWritten_isComplete() {
    assertThat(delivery).hasToString("0 lines written: 0 sent, 0 dropped, 0 failed");
    assertThat(delivery.isComplete()).isTrue();
  }

  @Test
  void everyLine_isSentDroppedOrFailed() {
    delivery.written(125);
    delivery.sent(100, 1_400);
    delivery.sent(20, 300);
    delivery.dropped(2);
    delivery.failed(3);

    assertThat(delivery).hasToString("125 lines written: 120 sent, 2 dropped, 3 failed");
    assertThat(lines("sent")).isEqualTo(120);
    assertThat(lines("dropped")).isEqualTo(2);
    assertThat(lines("failed")).isEqualTo(3);
    assertThat(registry.counters(AgentMetrics.BYTES).get("statsd").total()).isEqualTo(1_700);
  }

  @Test
  void droppedOrFailedLine_isNotComplete() {
    delivery.sent(5, 50);
    assertThat(delivery.isComplete()).isTrue();

    delivery.dropped(1);
    assertThat(delivery.isComplete()).isFalse();

    Delivery other = new Delivery(registry, "other");
    other.failed(1);
    assertThat(other.isComplete()).isFalse();
  }

  @Test
  void valuesThatAreLeft_areTold_andNotComplete() {
    delivery.written(5);
    delivery.sent(5, 50);
    delivery.unsent(17);

    assertThat(delivery)
        .hasToString("5 lines written: 5 sent, 0 dropped, 0 failed; 17 series not sent");
    assertThat(delivery.isComplete()).isFalse();
  }

  @Test
  void lineThatNobodyAccountsFor_isSeen() {
    delivery.written(3);
    delivery.sent(1, 10);
    delivery.dropped(1);
    assertThat(delivery.unaccounted()).isEqualTo(1);

    delivery.failed(1);
    assertThat(delivery.unaccounted()).isZero();
  }

  @Test
  void exporters_areCountedApart() {
    Delivery console = new Delivery(registry, "console");
    delivery.written(1);
    delivery.sent(1, 10);
    console.written(1);
    console.dropped(1);

    assertThat(delivery).hasToString("1 lines written: 1 sent, 0 dropped, 0 failed");
    assertThat(console).hasToString("1 lines written: 0 sent, 1 dropped, 0 failed");
  }

  private long lines(String outcome) {
    return registry.counters(AgentMetrics.LINES).get("statsd", outcome).total();
  }
}

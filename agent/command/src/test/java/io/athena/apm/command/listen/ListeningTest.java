package io.athena.apm.command.listen;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.statsd.Dialect;
import io.athena.apm.command.statsd.SeriesTotal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ListeningTest {

  private final Reception reception = new Reception(Dialect.PLAIN);
  private final BlockableWriter terminal = new BlockableWriter();

  private Listening listening(DatagramReport each) {
    return Listening.start(
        InetAddress.getLoopbackAddress(), 0, reception, each, new PrintWriter(terminal));
  }

  private static Datagram datagram(String text) {
    return new Datagram(text.length(), text);
  }

  /** Otherwise the socket's buffer would fill, and datagrams would be lost. */
  @Test
  void datagrams_areTaken_whileTotalsArePrinted() throws InterruptedException {
    Listening listening = listening(null);
    listening.received(datagram("a:1|c"));
    terminal.block();
    listening.totals();
    terminal.blocked.await();
    for (int i = 0; i < 5_000; i++) {
      listening.received(datagram("a:1|c"));
    }
    terminal.release.countDown();
    listening.end();

    assertThat(reception.totals()).extracting(SeriesTotal::value).containsExactly(5_001.0);
    assertThat(terminal.toString()).contains("datagrams        1", "datagrams        5001");
  }

  @Test
  void tableOfManySeries_isPrintedInASecondOrSo() {
    Listening listening = listening(null);
    for (int i = 0; i < 100_000; i++) {
      listening.received(datagram("requests.of.customer." + i + ":1|c"));
    }
    listening.end();

    assertThat(terminal.toString().lines()).hasSize(100_005);
  }

  @Test
  void smallNumbers_haveThreeSignificantDigits() {
    Listening listening = listening(null);
    listening.received(datagram("ai.cost:0.000012345|c"));
    listening.received(datagram("ratio:0.98765|g"));
    listening.end();

    assertThat(terminal.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains("ai.cost c 0.0000123 1", "ratio g 0.988 1");
  }

  @Test
  void reports_comeInTheOrderOfArrival() {
    Listening listening = listening(new DatagramReport(Dialect.PLAIN));
    listening.received(datagram("a:1|c"));
    listening.totals();
    listening.received(datagram("b:1|c"));
    listening.end();

    assertThat(terminal.toString())
        .containsSubsequence(
            "  a    c  1", "datagrams        1", "  b    c  1", "datagrams        2");
    assertThat(listening.malformed()).isZero();
  }

  /** Events and service checks are no malformed lines. */
  @Test
  void eventsAndServiceChecks_areShownAndCounted() {
    Reception datadog = new Reception(Dialect.DOGSTATSD);
    Listening listening =
        Listening.start(
            InetAddress.getLoopbackAddress(),
            0,
            datadog,
            new DatagramReport(Dialect.DOGSTATSD),
            new PrintWriter(terminal));
    listening.received(
        datagram("_e{4,4}:open|once|t:warning|#name:x\n_sc|state|2|#name:x\n_sc|state|0|#name:x"));
    listening.end();

    assertThat(listening.malformed()).isZero();
    assertThat(terminal.toString())
        .contains(
            "  open   name:x  _e   warning: once",
            "  state  name:x  _sc  critical",
            "  state  name:x  _sc  ok",
            "events           1",
            "service checks   2",
            "open   name:x  _e          warning      1",
            "state  name:x  _sc              ok      2");
  }

  @Test
  void linesThatBreakOneRule_areOneLine_withTheFirst() {
    Listening listening = listening(null);
    listening.received(datagram("a b:1|c\nc/d:1|c\nx:1|c|@2\nx:y|c\nx:z|c"));
    listening.end();

    assertThat(listening.malformed()).isEqualTo(5);
    assertThat(terminal.toString())
        .contains(
            "  2 x name is not [A-Za-z0-9_.-]+ or ends with a dot, first: a b:1|c",
            "  1 x rate is not > 0 and <= 1, first: x:1|c|@2",
            "  2 x value is not a finite decimal number, first: x:y|c");
  }

  /** A terminal whose output can be stopped, as by Ctrl-S. */
  private static final class BlockableWriter extends StringWriter {

    final CountDownLatch blocked = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    private volatile boolean blocks;

    void block() {
      blocks = true;
    }

    @Override
    public void flush() {
      if (blocks) {
        blocked.countDown();
        await();
      }
    }

    private void await() {
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}

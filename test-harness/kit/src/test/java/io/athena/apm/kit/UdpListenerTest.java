package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.command.listen.Datagram;
import org.junit.jupiter.api.Test;

class UdpListenerTest {

  @Test
  void close_readsWhatHadArrived() {
    var listener = UdpListener.start();
    for (int i = 0; i < 100; i++) {
      Udp.send(listener.port(), "a:" + i + "|c");
    }
    listener.close();

    assertThat(listener.lines()).hasSize(100).last().isEqualTo("a:99|c");
  }

  @Test
  void largestDatagram_isReadWhole() {
    try (var listener = UdpListener.start()) {
      Udp.send(listener.port(), "x".repeat(65_507));
      listener.awaitLine(line -> line.startsWith("x"), LONG);

      assertThat(listener.datagrams()).extracting(Datagram::size).containsExactly(65_507);
    }
  }
}

package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static io.athena.apm.kit.Limits.SHORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.command.listen.Datagram;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class UdpListenerTest {

  @Test
  void datagrams_haveTheirSizeInBytesAndTheirText() {
    try (var listener = UdpListener.start()) {
      Udp.send(listener.port(), "a:1|c\nb:2|c\n");
      Udp.send(listener.port(), "é:1|c");
      listener.awaitLine("é:1|c"::equals, LONG);

      assertThat(listener.datagrams())
          .containsExactly(new Datagram(12, "a:1|c\nb:2|c\n"), new Datagram(6, "é:1|c"));
    }
  }

  @Test
  void lines_areThoseOfAllDatagramsInOrder() {
    try (var listener = UdpListener.start()) {
      Udp.send(listener.port(), "a:1|c\nb:2|c\n");
      Udp.send(listener.port(), "c:3|c");
      listener.awaitLine("c:3|c"::equals, LONG);

      assertThat(listener.lines()).containsExactly("a:1|c", "b:2|c", "c:3|c");
    }
  }

  @Test
  void awaitLine_failsWithWhatArrivedInstead() {
    try (var listener = UdpListener.start()) {
      Udp.send(listener.port(), "a:1|c");
      listener.awaitLine("a:1|c"::equals, LONG);

      assertThatThrownBy(() -> listener.awaitLine("b:1|c"::equals, SHORT))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("1 lines:\na:1|c");
    }
  }

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

  @Test
  void start_listensOnTheGivenPort_whichIsFreeAfterClose() {
    var first = UdpListener.start();
    var port = first.port();
    assertThatThrownBy(() -> UdpListener.start(port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(String.valueOf(port));
    first.close();

    try (var second = UdpListener.start(port)) {
      assertThat(second.port()).isEqualTo(port);
    }
  }
}

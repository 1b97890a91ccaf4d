package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.exporters.LoopbackServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpAgentPortTest {

  private static final String OLD = "127.0.0.1";
  private static final String NEW = "127.0.0.2";

  private final LoopbackServer server = LoopbackServer.open();
  private final Queue<String> answers = new ArrayDeque<>(List.of(OLD));
  private final UdpAgentPort port = new UdpAgentPort(this::next, server.port(), nanos -> {});

  private InetAddress next() throws IOException {
    if (answers.isEmpty()) {
      throw new UnknownHostException("agent");
    }
    return InetAddress.getByName(answers.remove());
  }

  @AfterEach
  void close() {
    port.close();
    server.close();
  }

  @Test
  void datagram_goesWhereTheHostIs_whenTheFlushBegins() throws IOException {
    Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "has both addresses");
    try (LoopbackServer successor = LoopbackServer.open(NEW, server.port())) {
      answers.add(NEW);
      flush("a");
      flush("b");

      assertThat(server.receive()).containsExactly("a");
      assertThat(successor.receive()).containsExactly("b");
    }
  }

  @Test
  void host_isAskedOnceForAFlush() throws IOException {
    flush("a", "b");

    assertThat(server.receive()).containsExactly("a", "b");
  }

  @Test
  void hostThatIsNotKnown_isNoReasonToKeepTheLastAddress() throws IOException {
    flush("a");

    assertThatThrownBy(port::open).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void threadThatIsInterrupted_sendsAsBefore() throws IOException {
    Thread.currentThread().interrupt();
    flush("a", "b");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.receive()).containsExactly("a", "b");
  }

  private void flush(String... datagrams) throws IOException {
    port.open();
    for (String datagram : datagrams) {
      port.send(ByteBuffer.wrap(datagram.getBytes(StandardCharsets.UTF_8)));
    }
    port.close();
  }
}

package io.athena.apm.exporters.datadog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.exporters.LoopbackServer;
import io.athena.apm.exporters.hosts.HostLookup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UdpAgentPortTest {

  private static final String OLD = "127.0.0.1";
  private static final String NEW = "127.0.0.2";

  private final LoopbackServer server = LoopbackServer.open();
  private final AtomicLong now = new AtomicLong();
  private String address = OLD;
  private boolean hangs; // the name server
  private final UdpAgentPort port =
      new UdpAgentPort(
          new HostLookup("agent", this::resolve, this::ask, Duration.ZERO, now::get),
          server.port(),
          nanos -> {});

  private void ask(Runnable question) {
    if (!hangs) {
      question.run();
    }
  }

  private InetAddress[] resolve(String name) throws UnknownHostException {
    if (address.isEmpty()) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {InetAddress.getByName(address)};
  }

  @AfterEach
  void close() {
    port.close();
    server.close();
  }

  @Test
  void hostThatHasMoved_isFollowedFromTheSecondFlushOn() throws IOException {
    Assumptions.assumeTrue(System.getProperty("os.name").equals("Linux"), "has both addresses");
    try (LoopbackServer successor = LoopbackServer.open(NEW, server.port())) {
      flush("a");
      address = NEW;
      flush("b");
      flush("c");

      assertThat(server.receive()).containsExactly("a", "b");
      assertThat(successor.receive()).containsExactly("c");
    }
  }

  @Test
  void hostThatIsNotKnown_isSaid() {
    address = "";

    assertThatThrownBy(port::open).isInstanceOf(UnknownHostException.class).hasMessage("agent");
  }

  @Test
  void hostThatIsUnknownMeanwhile_isWhereItWas() throws IOException {
    flush("a");
    address = "";
    flush("b");
    flush("c");

    assertThat(server.receive()).containsExactly("a", "b", "c");
  }

  @Test
  void nameServerThatHangs_holdsNoFlushUp() throws IOException {
    flush("a");
    hangs = true;
    flush("b");
    flush("c");

    assertThat(server.receive()).containsExactly("a", "b", "c");
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
    now.addAndGet(TimeUnit.SECONDS.toNanos(10));
  }
}

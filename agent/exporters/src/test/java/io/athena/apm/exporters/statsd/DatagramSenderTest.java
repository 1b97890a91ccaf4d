package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramSenderTest {

  private final LoopbackServer server = LoopbackServer.open();
  private final ManualClock clock = new ManualClock();
  private final List<String> lookUps = new ArrayList<>();
  private InetAddress address = InetAddress.getLoopbackAddress();
  private final DatagramSender sender =
      new DatagramSender(new Endpoint("stats", server.port()), this::resolve, clock);

  private InetAddress resolve(String host) throws UnknownHostException {
    lookUps.add(host);
    if (address == null) {
      throw new UnknownHostException(host);
    }
    return address;
  }

  @AfterEach
  void close() {
    sender.close();
    server.close();
  }

  @Test
  void construction_looksNothingUp() {
    assertThat(lookUps).isEmpty();
  }

  @Test
  void datagrams_arrive_afterOneLookUp() throws IOException {
    send("a:1|c");
    send("b:1|c");

    assertThat(server.receive()).containsExactly("a:1|c", "b:1|c");
    assertThat(lookUps).containsExactly("stats");
  }

  @Test
  void host_isLookedUpAgainAfterFiveMinutes() throws IOException {
    send("a:1|c");
    clock.pass(299, TimeUnit.SECONDS);
    send("b:1|c");
    assertThat(lookUps).hasSize(1);

    clock.pass(1, TimeUnit.SECONDS);
    send("c:1|c");
    send("d:1|c");
    assertThat(lookUps).hasSize(2);
    assertThat(server.receive()).hasSize(4);
  }

  @Test
  void newAddress_isFollowed() throws IOException {
    send("a:1|c");
    address = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    clock.pass(5, TimeUnit.MINUTES);

    send("to the new address, where nobody listens");

    assertThat(server.receive()).containsExactly("a:1|c");
  }

  @Test
  void knownAddress_isKept_whileTheNameServerIsDown() throws IOException {
    send("a:1|c");
    address = null;
    clock.pass(5, TimeUnit.MINUTES);

    send("b:1|c");

    assertThat(server.receive()).containsExactly("a:1|c", "b:1|c");
    assertThat(lookUps).hasSize(2);
  }

  @Test
  void unknownHost_isLookedUpAgainAtTheNextPacket() throws IOException {
    address = null;
    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> send("a:1|c"));

    address = InetAddress.getLoopbackAddress();
    send("b:1|c");

    assertThat(server.receive()).containsExactly("b:1|c");
  }

  @Test
  void closedPort_isToldAtTheNextPacket_andTheHostLookedUpAgain() throws IOException {
    server.close();
    send("a:1|c");

    assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> send("b:1|c"));
    send("c:1|c");

    assertThat(lookUps).hasSize(2);
  }

  private void send(String text) throws IOException {
    sender.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}

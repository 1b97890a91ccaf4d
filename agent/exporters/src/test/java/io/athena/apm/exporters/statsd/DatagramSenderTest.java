package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.athena.apm.core.settings.Endpoint;
import io.athena.apm.exporters.LoopbackServer;
import io.athena.apm.exporters.hosts.HostLookup;
import io.athena.apm.exporters.pacing.Pacer;
import io.athena.apm.metrics.Tags;
import java.io.IOException;
import java.net.InetAddress;
import java.net.PortUnreachableException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DatagramSenderTest {

  private final LoopbackServer server = LoopbackServer.open();
  private final List<String> lookUps = new ArrayList<>();
  private final List<Long> rests = new ArrayList<>();
  private final ManualClock clock = new ManualClock();
  private InetAddress address = InetAddress.getLoopbackAddress();
  private final DatagramSender sender =
      new DatagramSender(
          server.port(),
          new HostLookup("stats", () -> resolve("stats"), Runnable::run, Duration.ZERO, clock),
          this::rest,
          new Pacer(this::rest, Duration.ofSeconds(10)));

  private void rest(long nanos) {
    rests.add(nanos);
  }

  private InetAddress[] resolve(String host) throws UnknownHostException {
    lookUps.add(host);
    if (address == null) {
      throw new UnknownHostException(host);
    }
    return new InetAddress[] {address};
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
    beginFlush();
    send("a:1|c");
    send("b:1|c");
    sender.check();

    assertThat(server.receive()).containsExactly("a:1|c", "b:1|c");
    assertThat(lookUps).containsExactly("stats");
  }

  @Test
  void ipv6Address_isReached() throws IOException {
    try (LoopbackServer ipv6 = LoopbackServer.open("::1", 0)) {
      Endpoint endpoint = Endpoint.parse("[::1]:" + ipv6.port());
      PacketSender real =
          PacketSender.of(
              new StatsdSettings(
                  endpoint, Dialect.PLAIN, DogStatsdProtocol.DEFAULT, Tags.NONE, 100, 1_432),
              Duration.ofSeconds(10),
              nanos -> {},
              new ManualClock());
      real.beginFlush();
      real.send(ByteBuffer.wrap(new byte[] {'a'}));
      real.close();

      assertThat(ipv6.receive()).containsExactly("a");
    }
  }

  @Test
  void unknownHost_isLookedUpAgainAtTheNextFlush() throws IOException {
    address = null;
    beginFlush();
    assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> send("a:1|c"));

    address = InetAddress.getLoopbackAddress();
    beginFlush();
    send("b:1|c");

    assertThat(server.receive()).containsExactly("b:1|c");
  }

  @Test
  void closedPort_isToldAtTheNextPacket() throws IOException {
    server.close();
    beginFlush();
    send("a:1|c");

    assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> send("b:1|c"));
  }

  @Test
  void closedPort_isToldWithoutAnotherPacket_once() throws IOException {
    server.close();
    beginFlush();
    send("a:1|c");

    assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(sender::check);
    sender.check();
  }

  /** The old receiver takes all that it is sent: no error tells of the move. */
  @Test
  void addressThatHasChanged_isFollowedAtTheSecondFlush() throws IOException {
    beginFlush();
    send("a:1|c");
    try (LoopbackServer successor = LoopbackServer.open("127.0.0.2", server.port())) {
      address = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      beginFlush();
      send("b:1|c");
      beginFlush();
      send("c:1|c");

      assertThat(server.receive()).containsExactly("a:1|c", "b:1|c");
      assertThat(successor.receive()).containsExactly("c:1|c");
    }
  }

  /** A new socket would not hear what has become of the last packet. */
  @Test
  void addressThatIsTheSame_keepsItsSocket() throws IOException {
    server.close();
    beginFlush();
    send("a:1|c");
    beginFlush();

    assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(() -> send("b:1|c"));
    assertThat(lookUps).hasSize(2);
  }

  @Test
  void addressThatHasChanged_isFollowed_afterAFailure() throws IOException {
    beginFlush();
    send("a:1|c");
    server.close();
    try (LoopbackServer successor = LoopbackServer.open("127.0.0.2", server.port())) {
      send("lost");
      assertThatExceptionOfType(PortUnreachableException.class).isThrownBy(sender::check);
      address = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
      beginFlush();
      beginFlush();
      send("b:1|c");

      assertThat(successor.receive()).containsExactly("b:1|c");
    }
  }

  /**
   * An answer that is there needs no wait, and an interrupt closes no channel that never blocks.
   */
  @Test
  void threadThatIsInterrupted_sendsAsBefore() throws IOException {
    Thread.currentThread().interrupt();
    beginFlush();
    send("a:1|c");
    sender.check();
    assertThat(Thread.interrupted()).isTrue();
    send("b:1|c");

    assertThat(server.receive()).containsExactly("a:1|c", "b:1|c");
  }

  private void beginFlush() {
    clock.pass(30, TimeUnit.SECONDS);
    sender.beginFlush();
  }

  private void send(String text) throws IOException {
    sender.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}

package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.athena.apm.core.settings.UnixStreamEndpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnixStreamSenderTest {

  private static final int PACKET_SIZE = 8_192;

  @TempDir private Path directory;

  private final List<Long> pauses = new ArrayList<>();
  private UnixServer server;
  private UnixStreamSender sender;

  @BeforeEach
  void open() {
    Path path = directory.resolve("s.sock");
    server = UnixServer.open(path);
    sender =
        new UnixStreamSender(new UnixStreamEndpoint(path.toString()), PACKET_SIZE, pauses::add);
  }

  @AfterEach
  void close() {
    sender.close();
    server.close();
  }

  @Test
  void packets_arriveWhole_overOneConnection() throws IOException {
    send("a:1|c");
    send("b:1|c\nc:1|c");

    assertThat(server.receive()).containsExactly("a:1|c", "b:1|c\nc:1|c");
    assertThat(server.connections()).isEqualTo(1);
    assertThat(pauses).isEmpty();
  }

  @Test
  void missingSocket_isAFailure() {
    server.close();

    assertThatIOException().isThrownBy(() -> send("a:1|c"));
  }

  @Test
  void receiverThatWasRestarted_getsTheNextPacket_afterACheck() throws IOException {
    send("a:1|c");
    server.receive();
    server.close();
    server = UnixServer.open(directory.resolve("s.sock"));

    sender.check();
    send("b:1|c");

    assertThat(server.receive()).containsExactly("b:1|c");
  }

  @Test
  void receiverThatHasGone_isAFailureOnce_withoutACheck() throws IOException {
    send("a:1|c");
    server.receive();
    server.close();
    server = UnixServer.open(directory.resolve("s.sock"));

    assertThatIOException().isThrownBy(() -> send("b:1|c"));
    send("c:1|c");

    assertThat(server.receive()).containsExactly("c:1|c");
  }

  @Test
  void receiverThatDoesNotRead_isGivenUpAfterASecond_andGetsWholePacketsOnly() throws IOException {
    int sent = fill();

    assertThat(pauses).hasSize(UnixStreamSender.MOST_RESTS);
    assertThat(server.receive()).hasSize(sent);

    send("after:1|c");
    assertThat(server.receive()).containsExactly("after:1|c");
    assertThat(server.connections()).isEqualTo(2);
  }

  /** Sends until nothing goes any more; gives how many packets went. */
  private int fill() {
    String packet = "x".repeat(PACKET_SIZE);
    for (int sent = 0; ; sent++) {
      try {
        send(packet);
      } catch (IOException full) {
        assertThat(full).hasMessage("the receiver does not read");
        return sent;
      }
    }
  }

  private void send(String text) throws IOException {
    sender.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }
}

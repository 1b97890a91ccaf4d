package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacketTest {

  private final LineBuffer line = new LineBuffer(100);

  @Test
  void packet_isLinesSeparatedByLineFeeds_withoutOneAtTheEnd() {
    Packet packet = new Packet(100, 10);

    packet.add(line("a:1|c"));
    packet.add(line("b:2|c"));

    assertThat(StandardCharsets.UTF_8.decode(packet.bytes()).toString()).isEqualTo("a:1|c\nb:2|c");
    assertThat(packet.lines()).isEqualTo(2);
    assertThat(packet.length()).isEqualTo(11);
  }

  @Test
  void packet_takesExactlyItsBytes() {
    Packet packet = new Packet(11, 10);

    assertThat(packet.hasRoomFor(line("12345678901"))).isTrue();
    assertThat(packet.hasRoomFor(line("123456789012"))).isFalse();
    packet.add(line("a:1|c"));
    assertThat(packet.hasRoomFor(line("b:2|c"))).isTrue();
    assertThat(packet.hasRoomFor(line("b:22|c"))).isFalse();
  }

  @Test
  void packet_takesExactlyItsLines() {
    Packet packet = new Packet(100, 2);

    packet.add(line("a:1|c"));
    assertThat(packet.hasRoomFor(line("b:2|c"))).isTrue();
    packet.add(line("b:2|c"));
    assertThat(packet.hasRoomFor(line("c"))).isFalse();
    assertThat(packet.couldHold(line("c"))).isTrue();
  }

  @Test
  void linesThatStayTogether_countAsSeveral() {
    Packet packet = new Packet(100, 2);
    packet.add(line("a:1|c"));

    assertThat(packet.hasRoomFor(line("g:0|g").newLine().text('x'))).isFalse();
    assertThat(packet.couldHold(line("g:0|g").newLine().text('x'))).isTrue();
  }

  /** Dropped, they would never arrive. */
  @Test
  void linesThatStayTogether_haveAPacketOfTheirOwn_whereItTakesFewer() {
    Packet packet = new Packet(100, 1);
    LineBuffer pair = line("g:0|g").newLine().text('x');

    assertThat(packet.couldHold(pair)).isTrue();
    assertThat(packet.hasRoomFor(pair)).isTrue();
    packet.add(pair);
    assertThat(packet.hasRoomFor(line("c"))).isFalse();
  }

  @Test
  void clearedPacket_isEmpty() {
    Packet packet = new Packet(11, 1);
    packet.add(line("a:1|c"));

    packet.clear();

    assertThat(packet.lines()).isZero();
    assertThat(packet.hasRoomFor(line("12345678901"))).isTrue();
  }

  private LineBuffer line(String text) {
    return line.clear().text(text.getBytes(StandardCharsets.UTF_8));
  }
}

package io.athena.apm.exporters.statsd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PacketTest {

  @Test
  void packet_isLinesSeparatedByLineFeeds_withoutOneAtTheEnd() {
    Packet packet = new Packet(100, 10);

    add(packet, "a:1|c");
    add(packet, "b:2|c");

    assertThat(text(packet)).isEqualTo("a:1|c\nb:2|c");
    assertThat(packet.lines()).isEqualTo(2);
    assertThat(packet.length()).isEqualTo(11);
  }

  @Test
  void packet_takesExactlyItsBytes() {
    Packet packet = new Packet(11, 10);

    assertThat(hasRoomFor(packet, "12345678901")).isTrue();
    assertThat(hasRoomFor(packet, "123456789012")).isFalse();
    add(packet, "a:1|c");
    assertThat(hasRoomFor(packet, "b:2|c")).isTrue();
    assertThat(hasRoomFor(packet, "b:22|c")).isFalse();
  }

  @Test
  void packet_takesExactlyItsLines() {
    Packet packet = new Packet(100, 2);

    add(packet, "a:1|c");
    assertThat(hasRoomFor(packet, "b:2|c")).isTrue();
    add(packet, "b:2|c");
    assertThat(hasRoomFor(packet, "c")).isFalse();
    assertThat(packet.couldHold(0)).isTrue();
  }

  @Test
  void linesThatStayTogether_countAsSeveral() {
    Packet packet = new Packet(100, 2);
    add(packet, "a:1|c");

    line(packet, "g:0|g").newLine().text('x');
    assertThat(packet.hasRoom()).isFalse();
    assertThat(packet.couldHold(0)).isTrue();
  }

  /** Dropped, they would never arrive. */
  @Test
  void linesThatStayTogether_haveAPacketOfTheirOwn_whereItTakesFewer() {
    Packet packet = new Packet(100, 1);
    line(packet, "g:0|g").newLine().text('x');

    assertThat(packet.couldHold(0)).isTrue();
    assertThat(packet.hasRoom()).isTrue();
    packet.addLine();
    assertThat(packet.lines()).isEqualTo(2);
    assertThat(hasRoomFor(packet, "c")).isFalse();
  }

  @Test
  void lineThatHasNoRoom_isTheFirstOfTheNextPacket() {
    Packet packet = new Packet(8, 10);
    add(packet, "a:1|c");
    line(packet, "b:22|c");

    packet.clear();
    assertThat(packet.lines()).isZero();
    assertThat(packet.hasRoom()).isTrue();
    packet.addLine();

    assertThat(text(packet)).isEqualTo("b:22|c");
  }

  @Test
  void lineThatIsNotAdded_isForgotten() {
    Packet packet = new Packet(100, 10);
    line(packet, "a:1|c");
    add(packet, "b:2|c");

    assertThat(text(packet)).isEqualTo("b:2|c");
  }

  @Test
  void lineThatIsLongerThanAnyPacket_isSeenWhole() {
    Packet packet = new Packet(10, 10);
    line(packet, "x".repeat(1_000));

    assertThat(packet.couldHold(0)).isFalse();
    assertThat(packet.lineLength()).isEqualTo(1_000);
    assertThat(packet.lineStart(3)).isEqualTo("xxx");
  }

  private static void add(Packet packet, String text) {
    line(packet, text);
    packet.addLine();
  }

  private static boolean hasRoomFor(Packet packet, String text) {
    return line(packet, text).hasRoom();
  }

  private static Packet line(Packet packet, String text) {
    return packet.beginLine().text(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Packet packet) {
    return StandardCharsets.UTF_8.decode(packet.bytes()).toString();
  }
}

package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;

/** Sends datagrams to the loopback interface. */
final class Udp {

  private Udp() {}

  static void send(int port, String datagram) {
    var bytes = datagram.getBytes(UTF_8);
    try (var socket = new DatagramSocket()) {
      var target = InetAddress.getLoopbackAddress();
      socket.send(new DatagramPacket(bytes, bytes.length, target, port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** In a JVM of its own, which a signal ends. */
class ListenCommandTest {

  private static final String LISTENING = "listening on 127.0.0.1:";

  @Test
  void sigterm_endsItWithATableOfWhatArrived() {
    try (var listener = listen("--every", "0", "--dialect", "dogstatsd", "--totals")) {
      var port = port(listener);
      Udp.send(port, "cache.hit:10|c|#cache:plans\nheap:1234.5678|g\n");
      Udp.send(port, "cache.hit:5|c|@0.1|#cache:plans");
      IntStream.rangeClosed(1, 100).forEach(i -> Udp.send(port, "ai.call.duration:" + i + "|d"));
      Udp.send(port, "users:a|s\nusers:b|s");
      Udp.send(port, "a-b:1|c\nc-d:1|c\nx:1");
      listener.terminate();

      listener.awaitExit(LONG);
      assertThat(listener.out())
          .containsExactly(
              LISTENING + port,
              "datagrams        104",
              "lines            108",
              "malformed lines    3",
              "  2 x name is not [A-Za-z][A-Za-z0-9_.]*, first: a-b:1|c",
              "  1 x no type, first: x:1",
              "",
              "name              tags         type  total or last  count  p50  p95",
              "ai.call.duration               d                      100   50   95",
              "cache.hit         cache:plans  c                60      2",
              "heap                           g          1234.568      1",
              "users                          s                 2      2");
      assertThat(listener.err()).isEmpty();
    }
  }

  @Test
  void datagrams_arePrintedAsTheyArrive_malformedLinesWithTheReason() {
    try (var listener = listen("--every", "0")) {
      var port = port(listener);
      Udp.send(port, "hits.plans:10|c\nload:3|g\nx:1|c|#a\u001b[2Jb");
      listener.awaitOut(line -> line.startsWith("  MALFORMED"), LONG);

      assertThat(listener.out())
          .containsExactly(
              LISTENING + port,
              "38 bytes, 3 lines",
              "  hits.plans    c  10",
              "  load          g  3",
              "  MALFORMED tags are not plain StatsD: x:1|c|#a?[2Jb");
    }
  }

  @Test
  void totals_arePrintedWhileItRuns_whereSomethingHasArrived() {
    try (var listener = listen("--every", "1", "--totals")) {
      var port = port(listener);
      Udp.send(port, "hits:10|c");
      listener.awaitOut("^hits +c +10 +1$", LONG);
      Udp.send(port, "hits:5|c");
      listener.awaitOut("^hits +c +15 +2$", LONG);

      assertThat(listener.isAlive()).isTrue();
      assertThat(listener.out()).filteredOn(line -> line.startsWith("datagrams")).hasSize(2);
    }
  }

  @Test
  void seconds_endItByItself() {
    try (var fine = listen("--seconds", "0")) {
      assertThat(fine.awaitExit(LONG)).isZero();
      assertThat(fine.out()).contains("datagrams        0");
    }
  }

  @Test
  void takenPort_isExplained() {
    try (var taken = UdpListener.start();
        var listener = command("listen", "--port", String.valueOf(taken.port()))) {
      assertThat(listener.awaitExit(LONG)).isEqualTo(2);
      assertThat(listener.err())
          .singleElement()
          .asString()
          .startsWith("--host 127.0.0.1: cannot listen on UDP port " + taken.port() + ": ")
          .contains("ddress already in use");
    }
  }

  @Test
  void host_mayBeAnotherAddress() throws IOException {
    Requirement.that(hasIpv6(), "an IPv6 loopback address");
    try (var listener = listen("--host", "::1", "--every", "0")) {
      var first = listener.awaitOut(line -> line.startsWith("listening on [::1]:"), LONG);
      var port = Integer.parseInt(first.substring(first.lastIndexOf(':') + 1));
      var datagram = "hits:10|c".getBytes(UTF_8);
      try (var socket = new DatagramSocket()) {
        socket.send(new DatagramPacket(datagram, datagram.length, ipv6(), port));
      }
      assertThat(listener.awaitOut("hits", LONG)).isEqualTo("  hits    c  10");
    }
  }

  @Test
  void hostThatIsNotOfThisMachine_isExplained() {
    try (var listener = command("listen", "--host", "192.0.2.1")) {
      assertThat(listener.awaitExit(LONG)).isEqualTo(2);
      assertThat(listener.err())
          .singleElement()
          .asString()
          .startsWith("--host 192.0.2.1: cannot listen on UDP port 8125: ");
    }
  }

  private static boolean hasIpv6() throws IOException {
    return NetworkInterface.getByInetAddress(ipv6()) != null;
  }

  private static InetAddress ipv6() throws IOException {
    var bytes = new byte[16];
    bytes[15] = 1;
    return InetAddress.getByAddress(bytes);
  }

  private static int port(ForkedJvm listener) {
    var first = listener.awaitOut(line -> line.startsWith(LISTENING), LONG);
    return Integer.parseInt(first.substring(LISTENING.length()));
  }

  private static ForkedJvm listen(String... options) {
    var arguments = new ArrayList<>(List.of("listen", "--port", "0"));
    arguments.addAll(List.of(options));
    return command(arguments.toArray(String[]::new));
  }

  private static ForkedJvm command(String... arguments) {
    return ForkedJvm.builder()
        .classPath(System.getProperty("java.class.path"), CommandMain.class.getName(), arguments)
        .start();
  }
}

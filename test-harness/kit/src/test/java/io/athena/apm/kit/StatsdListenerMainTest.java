package io.athena.apm.kit;

import static io.athena.apm.kit.Limits.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs it as the demonstration does, with nothing but the kit on the class path. */
class StatsdListenerMainTest {

  private static final String LISTENING = "listening on 127.0.0.1:";

  @Test
  void sigterm_endsItWithATableOfWhatArrived() {
    try (var listener = listener("--port", "0", "--dialect", "dogstatsd")) {
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
              "  1 x name 'a-b' is not [A-Za-z][A-Za-z0-9_.]*, first: a-b:1|c",
              "  1 x name 'c-d' is not [A-Za-z][A-Za-z0-9_.]*, first: c-d:1|c",
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
  void seconds_endItByItself() {
    try (var listener = listener("--port", "0", "--seconds", "1")) {
      assertThat(listener.awaitExit(LONG)).isZero();
      assertThat(listener.out()).first().asString().startsWith(LISTENING);
      assertThat(listener.out()).contains("datagrams        0");
    }
  }

  @Test
  void plain_isTheDefaultDialect() {
    try (var listener = listener("--port", "0")) {
      Udp.send(port(listener), "x:1|c|#a:b\ny:1|c|#a:b");
      listener.terminate();

      listener.awaitExit(LONG);
      assertThat(listener.out())
          .contains("  2 x tags are not plain StatsD, first: x:1|c|#a:b")
          .contains("malformed lines  2");
    }
  }

  @Test
  void help_namesTheOptions() {
    try (var listener = listener("--help")) {
      assertThat(listener.awaitExit(LONG)).isZero();
      assertThat(String.join("\n", listener.out()))
          .contains("--port", "--dialect", "--seconds", "--help");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--prot 1",
        "--port",
        "--port x",
        "--port 65536",
        "--dialect influx",
        "--seconds -1"
      })
  void badArguments_areExplained(String arguments) {
    try (var listener = listener(arguments.split(" ", -1))) {
      assertThat(listener.awaitExit(LONG)).isEqualTo(2);
      assertThat(listener.err()).first().asString().contains(arguments.split(" ", -1)[0]);
      assertThat(listener.out()).isEmpty();
    }
  }

  @Test
  void takenPort_isExplained() {
    try (var taken = UdpListener.start();
        var listener = listener("--port", String.valueOf(taken.port()))) {
      assertThat(listener.awaitExit(LONG)).isEqualTo(2);
      assertThat(listener.err()).first().isEqualTo("cannot listen on UDP port " + taken.port());
    }
  }

  private static int port(ForkedJvm listener) {
    var first = listener.awaitOut(line -> line.startsWith(LISTENING), LONG);
    return Integer.parseInt(first.substring(LISTENING.length()));
  }

  private static ForkedJvm listener(String... arguments) {
    return ForkedJvm.builder()
        .classPath(kitAlone().toString(), StatsdListenerMain.class.getName(), arguments)
        .start();
  }

  private static Path kitAlone() {
    try {
      var source = StatsdListenerMain.class.getProtectionDomain().getCodeSource();
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

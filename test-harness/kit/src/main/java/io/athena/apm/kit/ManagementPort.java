package io.athena.apm.kit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The management port (TCP) of the reference server. Each query opens a connection. */
record ManagementPort(int port) {

  private static final int ANSWER_MILLIS = 10_000;

  /** All series of a kind: name and values, in the line format of etsy-statsd.js. */
  Map<String, List<Double>> series(String command) {
    return ask(command).stream()
        .filter(line -> !line.isEmpty())
        .map(line -> line.split(" ", -1))
        .collect(toMap(words -> words[0], ManagementPort::values, (a, b) -> b, TreeMap::new));
  }

  private static List<Double> values(String[] words) {
    return Stream.of(words).skip(1).map(Double::valueOf).toList();
  }

  private List<String> ask(String command) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write((command + "\n").getBytes(UTF_8));
      return answer(new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> answer(BufferedReader reader) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = reader.readLine(); !"END".equals(line); line = reader.readLine()) {
      if (line == null) {
        throw new IOException("the answer stops before END, after " + lines.size() + " lines");
      }
      lines.add(line);
    }
    return lines;
  }
}

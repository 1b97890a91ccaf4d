package io.athena.apm.command.listen;

import java.util.List;

/** One datagram as it arrived: its length in bytes, and its content read as UTF-8. */
public record Datagram(int size, String text) {

  /** The lines in it, without the empty ones: a newline at the end is fine. */
  public List<String> lines() {
    return text.lines().filter(line -> !line.isEmpty()).toList();
  }
}

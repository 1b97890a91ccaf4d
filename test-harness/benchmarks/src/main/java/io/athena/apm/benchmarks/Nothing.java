package io.athena.apm.benchmarks;

import io.athena.apm.kit.UdpListener;

/** What shall arrive of a JVM that is to send nothing: a comparison with it would mean nothing. */
final class Nothing {

  private Nothing() {}

  /**
   * Closes the listener.
   *
   * @throws IllegalStateException where anything has arrived
   */
  static void arrivedAt(UdpListener server) {
    server.close();
    if (!server.lines().isEmpty()) {
      throw new IllegalStateException(
          server.lines().size() + " lines of a JVM that was to send nothing");
    }
  }
}

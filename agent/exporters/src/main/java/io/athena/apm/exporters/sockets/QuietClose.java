package io.athena.apm.exporters.sockets;

import java.io.IOException;
import java.nio.channels.Channel;

/** Ends sockets that are not used again. Any thread. */
public final class QuietClose {

  private QuietClose() {}

  /**
   * Closes a socket, whatever it says: nothing waits in one of UDP, and what a stream has taken is
   * the receiver's.
   *
   * @param open null for none
   */
  public static void of(Channel open) {
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (IOException ignored) {
      // See above.
    }
  }
}

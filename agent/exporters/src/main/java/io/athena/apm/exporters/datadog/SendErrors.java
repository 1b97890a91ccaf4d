package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.StatsDClientErrorHandler;

/** What the client could not send, packet by packet. Told by the client's threads. */
final class SendErrors implements StatsDClientErrorHandler {

  private int count;
  private String first = "";

  @Override
  public synchronized void handle(Exception problem) {
    if (count++ == 0) {
      first = String.valueOf(problem.getMessage());
    }
  }

  /** How many packets. */
  synchronized int count() {
    return count;
  }

  /** Why the first of them was not sent. */
  synchronized String first() {
    return first;
  }
}

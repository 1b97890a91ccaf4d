package io.athena.apm.exporters.datadog;

import com.timgroup.statsd.DatagramObserver;
import com.timgroup.statsd.DirectStatsDClient;

/** Where the client of a flush comes from. */
interface ClientSource {

  /**
   * A client that writes everything before it closes.
   *
   * @throws RuntimeException where the Agent's host is not known
   */
  DirectStatsDClient open(DatagramObserver observer);
}

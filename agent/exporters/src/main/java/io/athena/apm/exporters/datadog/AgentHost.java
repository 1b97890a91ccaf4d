package io.athena.apm.exporters.datadog;

import java.io.IOException;
import java.net.InetAddress;

/** Where the Agent is. Asked once for each flush, on its thread. */
interface AgentHost {

  /**
   * The address now.
   *
   * @throws java.net.UnknownHostException where the host has none
   * @throws IOException where it is not known yet
   */
  InetAddress address() throws IOException;
}

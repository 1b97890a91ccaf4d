package io.athena.apm.exporters.datadog;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A host that is looked up whenever it is asked for.
 *
 * @param name a name or an address
 */
record NamedHost(String name) implements AgentHost {

  @Override
  public InetAddress address() throws UnknownHostException {
    return InetAddress.getByName(name);
  }
}

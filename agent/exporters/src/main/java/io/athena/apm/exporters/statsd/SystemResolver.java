package io.athena.apm.exporters.statsd;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the operating system. */
final class SystemResolver implements Resolver {

  @Override
  public InetAddress resolve(String host) throws UnknownHostException {
    return InetAddress.getByName(host);
  }
}

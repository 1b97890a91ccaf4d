package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the JDK, which remembers names for as long as {@code networkaddress.cache.ttl} says. */
final class CachedNames implements Resolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return InetAddress.getAllByName(host);
  }
}

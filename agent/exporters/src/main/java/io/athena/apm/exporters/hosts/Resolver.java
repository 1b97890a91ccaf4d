package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks host names up. Called by one thread at a time, which may wait for a name server. */
public interface Resolver {

  /**
   * All addresses of a host, the preferred one first.
   *
   * @throws UnknownHostException where there is none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}

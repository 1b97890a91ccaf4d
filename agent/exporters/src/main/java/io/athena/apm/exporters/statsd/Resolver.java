package io.athena.apm.exporters.statsd;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks host names up. */
interface Resolver {

  /**
   * The address of a host. May wait for a name server.
   *
   * @throws UnknownHostException where there is none
   */
  InetAddress resolve(String host) throws UnknownHostException;
}

package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Looks host names up. Called on threads of their own, one at a time. */
public interface Resolver {

  /**
   * All addresses of a host, the preferred one first. May wait for a name server.
   *
   * @throws UnknownHostException where there is none
   */
  InetAddress[] resolve(String host) throws UnknownHostException;
}

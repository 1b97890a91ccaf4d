package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Asks the operating system, past the JDK's cache of names where this JDK allows it: an application
 * may remember names for ever, and what it remembers is its own.
 */
final class SystemResolver implements Resolver {

  private final Class<?> jdk;
  private final Resolver cached;
  private volatile Resolver
      names; // null until there is one to look up: finding this opens java.net

  /**
   * Finds nothing and opens nothing yet.
   *
   * @param jdk where the way past the cache may be: {@link InetAddress}
   * @param cached what is asked where there is none
   */
  SystemResolver(Class<?> jdk, Resolver cached) {
    this.jdk = jdk;
    this.cached = cached;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return FixedHosts.contain(host) ? cached.resolve(host) : names().resolve(host);
  }

  private Resolver names() {
    if (names == null) {
      names = find();
    }
    return names;
  }

  private Resolver find() {
    try {
      return UncachedNames.in(jdk);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError noWayPast) {
      return cached;
    }
  }
}

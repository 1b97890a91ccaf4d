package io.athena.apm.exporters.hosts;

/** The hosts whose address stays what it is: addresses themselves, and this machine. */
final class FixedHosts {

  private FixedHosts() {}

  /** Whether nobody needs to ask again. */
  static boolean contain(String host) {
    return host.equalsIgnoreCase("localhost") || isAddress(host);
  }

  /** No name has a colon, and none that can be looked up has digits only. */
  private static boolean isAddress(String host) {
    if (host.indexOf(':') >= 0) {
      return true;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return true;
  }
}

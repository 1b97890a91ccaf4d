package io.athena.apm.kit;

import java.util.concurrent.CountDownLatch;

/** Starts a server and never closes it. */
final class ServingMain {

  private ServingMain() {}

  /**
   * Prints the server's port. The argument: nothing for the reference server, or another's name.
   */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(port(arguments.length == 0 ? "" : arguments[0]));
    new CountDownLatch(1).await();
  }

  private static int port(String server) {
    return server.isEmpty()
        ? EtsyStatsdServer.start().port()
        : ReportingServer.Kind.valueOf(server).start().port();
  }
}

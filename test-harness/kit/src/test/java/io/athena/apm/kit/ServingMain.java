package io.athena.apm.kit;

import java.util.concurrent.CountDownLatch;

/** Starts the reference server and never closes it. */
final class ServingMain {

  private ServingMain() {}

  /** Prints the server's port. */
  public static void main(String[] arguments) throws InterruptedException {
    System.out.println(EtsyStatsdServer.start().port());
    new CountDownLatch(1).await();
  }
}

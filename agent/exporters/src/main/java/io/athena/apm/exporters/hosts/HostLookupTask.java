package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One look-up. Runs on a thread of its own; the exporter's thread reads the result. */
final class HostLookupTask implements Runnable {

  private static final InetAddress[] NONE = {};

  private final CountDownLatch ended = new CountDownLatch(1);
  private final String host;
  private final Resolver resolver;
  private InetAddress[] addresses = NONE; // published by the latch
  private boolean waitedFor;

  /** Not started yet. */
  HostLookupTask(String host, Resolver resolver) {
    this.host = host;
    this.resolver = resolver;
  }

  /** A resolver may be the application's and throw anything: the host is unknown then. */
  @Override
  public void run() {
    try {
      addresses = resolver.resolve(host);
    } catch (Throwable unknown) {
      addresses = NONE;
    } finally {
      ended.countDown();
    }
  }

  /** Waits for the end, but not a second time after a wait in vain. */
  boolean hasEndedWithin(long nanos) {
    long patience = waitedFor ? 0 : nanos;
    waitedFor |= nanos > 0;
    try {
      return ended.await(patience, TimeUnit.NANOSECONDS);
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
      return ended.getCount() == 0;
    }
  }

  /** The addresses; empty where the host is unknown. */
  InetAddress[] addresses() {
    return addresses;
  }
}

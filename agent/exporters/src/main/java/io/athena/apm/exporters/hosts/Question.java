package io.athena.apm.exporters.hosts;

import java.net.InetAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One look-up: run on a thread of its own, answered to another. */
final class Question implements Runnable {

  private static final InetAddress[] NONE = {};

  private final CountDownLatch answered = new CountDownLatch(1);
  private final String host;
  private final Resolver resolver;
  private InetAddress[] answer = NONE; // published by the latch
  private boolean waitedFor;

  /** Not asked yet. */
  Question(String host, Resolver resolver) {
    this.host = host;
    this.resolver = resolver;
  }

  /** A resolver may be the application's, and throw what it likes: then nobody knows the host. */
  @Override
  public void run() {
    try {
      answer = resolver.resolve(host);
    } catch (Throwable nobodyKnows) {
      answer = NONE;
    } finally {
      answered.countDown();
    }
  }

  /** Waits for the answer, once: who has waited in vain is only told from then on. */
  boolean isAnsweredWithin(long nanos) {
    long patience = waitedFor ? 0 : nanos;
    waitedFor |= nanos > 0;
    try {
      return answered.await(patience, TimeUnit.NANOSECONDS);
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      return answered.getCount() == 0;
    }
  }

  /** The addresses; empty where the host is unknown. */
  InetAddress[] answer() {
    return answer;
  }
}

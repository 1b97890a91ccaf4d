package io.athena.apm.exporters.statsd;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** One look-up: run on a thread of its own, answered to another. */
final class Question implements Runnable {

  private final CountDownLatch answered = new CountDownLatch(1);
  private final String host;
  private final Resolver resolver;
  private InetAddress answer; // published by the latch
  private boolean waitedFor;

  /** Not asked yet. */
  Question(String host, Resolver resolver) {
    this.host = host;
    this.resolver = resolver;
  }

  @Override
  public void run() {
    try {
      answer = resolver.resolve(host);
    } catch (UnknownHostException | RuntimeException nobodyKnows) {
      answer = null;
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

  /** The address; null where the host is unknown. */
  InetAddress answer() {
    return answer;
  }
}

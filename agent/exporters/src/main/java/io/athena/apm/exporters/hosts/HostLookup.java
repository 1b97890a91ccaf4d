package io.athena.apm.exporters.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Looks up the address of one host: every 30 seconds, and at each flush while no address is known
 * or works. Each look-up runs on its own thread, so that a name server that hangs delays no flush;
 * the next flush uses the answer.
 *
 * <p>An address stays in use while it works and is one of the host's addresses, and while the name
 * server does not answer. A flush waits for a look-up only while no address is known, at most a
 * second: the first flush of a short program is also its last.
 *
 * <p>Used by the thread of one exporter at a time.
 */
public final class HostLookup {

  /** The time after which a name is looked up again: the JDK caches names for as long. */
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String host;
  private final boolean isFixed;
  private final Callable<InetAddress[]> resolver;
  private final Executor executor;
  private final long patience;
  private final LongSupplier nanoTime;
  private InetAddress known; // null for none
  private boolean works; // no send to the known address has failed
  private FutureTask<InetAddress[]> running; // null for none
  private boolean waitedFor; // a flush has waited for the running look-up
  private long startedAt;

  /**
   * Looks nothing up yet. The host is without brackets; the executor runs each look-up on another
   * thread than the exporter's; patience limits the wait while no address is known.
   */
  public HostLookup(
      String host,
      Callable<InetAddress[]> resolver,
      Executor executor,
      Duration patience,
      LongSupplier nanoTime) {
    this.host = host;
    this.isFixed = isFixed(host);
    this.resolver = resolver;
    this.executor = executor;
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Looks up by the JDK, on a daemon thread for each look-up. */
  public static HostLookup of(String host, LongSupplier nanoTime) {
    return new HostLookup(host, new JdkResolver(host), new DaemonThreads(), PATIENCE, nanoTime);
  }

  /** Takes the answer of a look-up, and starts the next one if it is time. Does not wait. */
  public void beginFlush() {
    takeAnswer(0);
    if (running == null && isDue()) {
      start();
    }
  }

  /** The address, the same one until the next flush; throws if it is unknown, or not known yet. */
  public InetAddress address() throws IOException {
    if (known == null) {
      takeAnswer(patience);
    }
    if (known != null) {
      return known;
    }
    throw running == null
        ? new UnknownHostException(host)
        : new IOException("the name server has not answered yet");
  }

  /** A send to the address failed: the next look-up may replace it by another one of the host. */
  public void failed() {
    works = false;
  }

  private boolean isDue() {
    boolean isUsable = known != null && (works || isFixed);
    return !isUsable || (!isFixed && nanoTime.getAsLong() - startedAt >= PERIOD_NANOS);
  }

  private void start() {
    FutureTask<InetAddress[]> task = new FutureTask<>(resolver);
    startedAt = nanoTime.getAsLong();
    try {
      executor.execute(task);
      running = task;
      waitedFor = false;
    } catch (OutOfMemoryError noThread) {
      startedAt -= PERIOD_NANOS; // The next flush tries again.
    }
  }

  /** Waits for a look-up once, not again if that was in vain. */
  private void takeAnswer(long waitNanos) {
    if (running == null || !(running.isDone() || (waitNanos > 0 && !waitedFor))) {
      return;
    }
    waitedFor = true;
    try {
      choose(running.get(waitNanos, TimeUnit.NANOSECONDS));
      running = null;
    } catch (ExecutionException unknown) {
      running = null; // The resolver may throw anything.
    } catch (TimeoutException late) {
      // A later flush takes the answer.
    } catch (InterruptedException stopWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  private void choose(InetAddress[] addresses) {
    if (addresses.length > 0 && !(works && Arrays.asList(addresses).contains(known))) {
      known = addresses[0];
      works = true;
    }
  }

  /** Whether a host is localhost or an address: with a colon, or digits and dots only. */
  private static boolean isFixed(String host) {
    boolean isAddress = true;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      isAddress &= c == '.' || (c >= '0' && c <= '9');
    }
    return isAddress || host.indexOf(':') >= 0 || host.equalsIgnoreCase("localhost");
  }

  private record JdkResolver(String host) implements Callable<InetAddress[]> {

    @Override
    public InetAddress[] call() throws UnknownHostException {
      return InetAddress.getAllByName(host);
    }
  }

  private static final class DaemonThreads implements Executor {

    @Override
    public void execute(Runnable task) {
      Thread thread = new Thread(null, task, "athena-apm-dns", 0, false);
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      thread.start();
    }
  }
}

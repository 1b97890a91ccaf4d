package io.athena.apm.exporters.hosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The address of one host. A name is looked up again every 30 seconds, and at each flush while no
 * address is known or works. The look-up runs beside the flush, on a thread of its own: a name
 * server that hangs delays no flush. Its answer is used from the next flush on.
 *
 * <p>An address stays in use while it is one of the host's addresses and works, and while the name
 * server does not answer. Only while no address is known a flush waits for the look-up, at most a
 * second: a program that ends with its first flush has no later one.
 *
 * <p>Used by the thread of one exporter at a time.
 */
public final class HostLookup {

  /** The time after which a name is looked up again: the JDK caches names for as long. */
  static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final String host;
  private final boolean isFixed;
  private final Resolver resolver;
  private final Executor executor;
  private final long patience;
  private final LongSupplier nanoTime;
  private InetAddress known; // null where none is
  private boolean works; // no send to the known address has failed
  private HostLookupTask running; // null where none is
  private long startedAt;

  /**
   * Looks nothing up yet.
   *
   * @param host a name or an address, without brackets
   * @param executor runs look-ups, each on another thread than the exporter's
   * @param patience the longest wait for a look-up while no address is known
   * @param nanoTime a monotonic clock
   */
  public HostLookup(
      String host, Resolver resolver, Executor executor, Duration patience, LongSupplier nanoTime) {
    this.host = host;
    this.isFixed = isFixed(host);
    this.resolver = resolver;
    this.executor = executor;
    this.patience = patience.toNanos();
    this.nanoTime = nanoTime;
  }

  /** Looks up by the JDK, on a daemon thread for each look-up. */
  public static HostLookup of(String host, LongSupplier nanoTime) {
    return new HostLookup(host, new JdkResolver(), new DaemonThreads(), PATIENCE, nanoTime);
  }

  /** Takes the answer of a look-up, and starts the next one if it is time. Does not wait. */
  public void beginFlush() {
    takeAnswer(0);
    if (running == null && isDue()) {
      start();
    }
  }

  /**
   * The address; the same one until the next flush begins.
   *
   * @throws UnknownHostException where the host is unknown
   * @throws IOException where the look-up has not ended yet
   */
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
    HostLookupTask task = new HostLookupTask(host, resolver);
    startedAt = nanoTime.getAsLong();
    try {
      executor.execute(task);
      running = task;
    } catch (OutOfMemoryError noThread) {
      startedAt -= PERIOD_NANOS; // The next flush tries again.
    }
  }

  private void takeAnswer(long waitNanos) {
    if (running != null && running.hasEndedWithin(waitNanos)) {
      choose(running.addresses());
      running = null;
    }
  }

  private void choose(InetAddress[] addresses) {
    if (addresses.length > 0 && !(works && Arrays.asList(addresses).contains(known))) {
      known = addresses[0];
      works = true;
    }
  }

  /**
   * Whether it is localhost or an address: only they have a colon, or nothing but digits and dots.
   */
  private static boolean isFixed(String host) {
    boolean isAddress = true;
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      isAddress &= c == '.' || (c >= '0' && c <= '9');
    }
    return isAddress || host.indexOf(':') >= 0 || host.equalsIgnoreCase("localhost");
  }

  private static final class JdkResolver implements Resolver {

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
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

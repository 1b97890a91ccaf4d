package io.athena.apm.kit;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Listens for StatsD on the loopback interface and prints a table of what arrived when it ends. For
 * the project's demonstration; needs nothing but the JDK and the classes of this package.
 */
public final class StatsdListenerMain {

  private static final String USAGE =
      """
      Listens for StatsD on 127.0.0.1 and prints a table of what arrived when it ends.

        --port N       UDP port, 0 for a free one (default 8125)
        --dialect D    plain or dogstatsd (default plain); other lines count as malformed
        --seconds N    ends after N seconds; otherwise on SIGTERM or Ctrl-C
        --help         prints this
      """;

  private StatsdListenerMain() {}

  /** Runs until the time is over or a signal comes. Exits with 2 when it cannot start. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      run(ListenerOptions.parse(List.of(arguments)), System.out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  private static void run(ListenerOptions options, PrintStream out) throws InterruptedException {
    if (options.help()) {
      out.print(USAGE);
      return;
    }
    var reception = new Reception(options.dialect());
    var receiver = UdpReceiver.start(options.port(), reception::add);
    // The one place that is reached by every way to end.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> report(receiver, reception, out)));
    out.println("listening on 127.0.0.1:" + receiver.port());
    waitFor(options);
  }

  /** A signal ends the JVM while this waits. */
  private static void waitFor(ListenerOptions options) throws InterruptedException {
    var never = new CountDownLatch(1);
    if (options.seconds().isPresent()) {
      never.await(options.seconds().get().toSeconds(), TimeUnit.SECONDS);
    } else {
      never.await();
    }
  }

  private static void report(UdpReceiver receiver, Reception reception, PrintStream out) {
    receiver.close();
    ReceptionReport.lines(reception).forEach(out::println);
    out.flush();
  }
}

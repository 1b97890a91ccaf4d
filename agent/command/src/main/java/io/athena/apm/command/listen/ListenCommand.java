package io.athena.apm.command.listen;

import io.athena.apm.command.statsd.Dialect;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what the agent sends, without a server. */
@Command(
    name = "listen",
    sortOptions = false,
    description = {
      "Listens for StatsD on 127.0.0.1, prints what arrives as a receiver of the dialect would read",
      "it, marks malformed lines with the reason, and at the end prints the totals of each metric.",
      "Ends on Ctrl-C."
    },
    footer = {"", "Exit codes: 0 fine, 1 malformed lines arrived, 2 wrong usage."})
public final class ListenCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8125",
      description = "UDP port, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--dialect",
      paramLabel = "DIALECT",
      defaultValue = "plain",
      description = {
        "As the agent's statsd.dialect: ${COMPLETION-CANDIDATES}.",
        "Default: ${DEFAULT-VALUE}."
      })
  private Dialect dialect;

  @Option(names = "--seconds", paramLabel = "SECONDS", description = "Ends after so many seconds.")
  private Long seconds;

  @Option(names = "--totals", description = "Prints nothing before the totals.")
  private boolean totalsOnly;

  @Spec private CommandSpec spec;

  /** Nothing is opened before it is called. */
  public ListenCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    check(port >= 0 && port <= 65_535, "--port takes a number from 0 to 65535");
    check(seconds == null || seconds >= 0, "--seconds takes no negative number");
    PrintWriter out = spec.commandLine().getOut();
    DatagramReport each = totalsOnly ? null : new DatagramReport(dialect);
    try {
      return listen(Listening.start(port, new Reception(dialect), each, out));
    } catch (UncheckedIOException taken) {
      spec.commandLine().getErr().println(taken.getMessage());
      return ExitCode.USAGE;
    }
  }

  private int listen(Listening listening) throws InterruptedException {
    Thread atSignal = new Thread(listening::end, "listen totals");
    Runtime.getRuntime().addShutdownHook(atSignal);
    waitForEnd();
    Runtime.getRuntime().removeShutdownHook(atSignal);
    listening.end();
    return listening.malformed() == 0 ? ExitCode.OK : 1;
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  /** A signal ends the JVM while this waits. */
  private void waitForEnd() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    if (seconds == null) {
      never.await();
    } else if (never.await(Duration.ofSeconds(seconds).toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException("nobody counts down");
    }
  }
}

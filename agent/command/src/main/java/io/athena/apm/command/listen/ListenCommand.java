package io.athena.apm.command.listen;

import io.athena.apm.command.statsd.Dialect;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the StatsD lines that arrive at a UDP port. */
@Command(
    name = "listen",
    sortOptions = false,
    description = {
      "Listens for StatsD on this machine, prints what arrives as a receiver of the dialect would",
      "read it, and marks malformed lines with the reason. Prints the totals of each metric every few",
      "seconds and at the end. Ends on Ctrl-C."
    },
    footer = {"", "Exit codes: 0 no problems, 1 malformed lines arrived, 2 wrong usage."})
public final class ListenCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8125",
      description = "UDP port, 0 for a free one. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = {
        "The address to listen on, such as ::1. Default: ${DEFAULT-VALUE}. Any address but a loopback",
        "address opens the port to the network: whoever reaches it can write to this terminal."
      })
  private String host;

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

  @Option(
      names = "--every",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = {
        "Prints totals every so many seconds if lines have arrived since, 0 for only at the end.",
        "Default: ${DEFAULT-VALUE}."
      })
  private long every;

  @Option(names = "--totals", description = "Prints only totals.")
  private boolean totalsOnly;

  @Spec private CommandSpec spec;

  /** Does not open the port; {@link #call} does. */
  public ListenCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    check(port >= 0 && port <= 65_535, "--port takes a number from 0 to 65535");
    check(seconds == null || seconds >= 0, "--seconds takes no negative number");
    check(every >= 0 && every <= 86_400, "--every takes a number from 0 to 86400");
    PrintWriter out = spec.commandLine().getOut();
    DatagramReport each = totalsOnly ? null : new DatagramReport(dialect);
    try {
      Listening listening =
          Listening.start(InetAddress.getByName(host), port, new Reception(dialect), each, out);
      return listen(listening, out);
    } catch (UnknownHostException | UncheckedIOException taken) {
      spec.commandLine().getErr().println("--host " + host + ": " + taken.getMessage());
      return ExitCode.USAGE;
    }
  }

  private String endpoint(int open) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + open;
  }

  private int listen(Listening listening, PrintWriter out) throws InterruptedException {
    Thread atSignal = new Thread(listening::end, "listen totals");
    Runtime.getRuntime().addShutdownHook(atSignal);
    // After this line the process may receive a signal.
    out.println("listening on " + endpoint(listening.port()));
    out.flush();
    printUntilEnd(listening);
    Runtime.getRuntime().removeShutdownHook(atSignal);
    listening.end();
    return listening.malformed() == 0 ? ExitCode.OK : 1;
  }

  private void check(boolean right, String otherwise) {
    if (!right) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  /** Prints totals at intervals. Without {@code --seconds} it runs until a signal ends the JVM. */
  private void printUntilEnd(Listening listening) throws InterruptedException {
    long left = seconds == null ? Long.MAX_VALUE : seconds;
    while (left > 0) {
      long pause = every == 0 ? left : Math.min(every, left);
      TimeUnit.SECONDS.sleep(pause);
      left -= pause;
      if (left > 0) {
        listening.totals();
      }
    }
  }
}

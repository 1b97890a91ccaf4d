package io.athena.apm.kit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A network namespace with only a loopback interface, on which the kernel drops a share of the
 * datagrams to one port without an error. Needs root.
 */
public final class LossyNetwork implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Pattern PACKETS = Pattern.compile("counter packets (\\d+)");

  private final String ip = Requirement.program("ip").toString();
  private final String nft = Requirement.program("nft").toString();
  private final String name =
      "athena-kit-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

  private LossyNetwork() {}

  /**
   * Creates a namespace.
   *
   * @param port the UDP port
   * @param percent the share of datagrams that are dropped at random
   * @throws org.opentest4j.TestAbortedException where this user or this kernel can't; where {@code
   *     ip} or {@code nft} is missing, by the rule of {@link Requirement}
   */
  public static LossyNetwork start(int port, int percent) {
    var network = new LossyNetwork();
    run(network.ip, "netns", "add", network.name);
    try {
      network.inside(network.ip, "link", "set", "lo", "up");
      network.inside(network.nft, "add table inet kit");
      network.inside(
          network.nft, "add chain inet kit input { type filter hook input priority 0; }");
      network.inside(
          network.nft,
          "add rule inet kit input udp dport "
              + port
              + " numgen random mod 100 < "
              + percent
              + " counter drop");
      return network;
    } catch (RuntimeException e) {
      network.close();
      throw e;
    }
  }

  /** The prefix of a command line that runs a program there. */
  public List<String> command() {
    return List.of(ip, "netns", "exec", name);
  }

  /** How many datagrams were dropped so far. */
  public long lost() {
    var rules = String.join("\n", inside(nft, "list", "ruleset"));
    var packets = PACKETS.matcher(rules);
    if (!packets.find()) {
      throw new IllegalStateException("no counter in " + rules);
    }
    return Long.parseLong(packets.group(1));
  }

  private List<String> inside(String... command) {
    return run(Stream.concat(command().stream(), Stream.of(command)).toArray(String[]::new));
  }

  private static List<String> run(String... command) {
    try (var process = LoggedProcess.start(new ProcessBuilder(command))) {
      var status = process.awaitExit(LIMIT);
      Assumptions.assumeTrue(status == 0, () -> String.join(" ", command) + ": " + process.err());
      return process.out();
    }
  }

  /** Removes the namespace; its processes must have ended. */
  @Override
  public void close() {
    run(ip, "netns", "delete", name);
  }
}

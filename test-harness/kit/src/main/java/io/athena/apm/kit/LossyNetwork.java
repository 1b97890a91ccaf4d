package io.athena.apm.kit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A network of its own, with nothing but a loopback interface, on which the kernel throws away a
 * share of the datagrams to one port: neither sender nor receiver is told. Needs the super-user.
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
   * Sets one up.
   *
   * @param port the UDP port
   * @param percent how many of a hundred datagrams are lost, by chance
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

  /** What a command that is to run there begins with. */
  public List<String> command() {
    return List.of(ip, "netns", "exec", name);
  }

  /** How many datagrams were lost so far. */
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

  /** Removes it; what runs there is to have ended. */
  @Override
  public void close() {
    run(ip, "netns", "delete", name);
  }
}

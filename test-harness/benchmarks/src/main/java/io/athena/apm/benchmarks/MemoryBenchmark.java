package io.athena.apm.benchmarks;

import io.athena.apm.command.TextTable;
import io.athena.apm.kit.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The command {@code memory}: what the sender holds where there are many series. */
public final class MemoryBenchmark {

  private static final List<String> SENDING = List.of("plain", "influx", "dogstatsd", "datadog");

  private MemoryBenchmark() {}

  /** Measures and prints; exit code 2 and one line where it can't. */
  public static void main(String[] arguments) {
    try {
      measure(new MemoryOptions(arguments));
    } catch (InvalidArguments e) {
      System.err.println("memory: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static void measure(MemoryOptions options) {
    var workspace = Workspace.fromProperties();
    var jdks = options.jdks();
    System.out.println("Agent: " + workspace.agent());
    System.out.println("Machine: " + Machine.description() + ", " + Machine.loadText());
    System.out.printf(
        "%d %s, %d JVMs of %d s each%n",
        options.series(),
        options.histograms() ? "histograms" : "counters",
        jdks.size() * (SENDING.size() + 1),
        options.seconds() * options.looks());
    var rows = new ArrayList<List<String>>();
    rows.add(header(options));
    jdks.forEach(jdk -> rows.addAll(rows(jdk, workspace, options)));
    System.out.println();
    System.out.println(
        "MiB of live heap and direct buffers more than without sending, by flushes:");
    new TextTable(2, rows).lines().forEach(System.out::println);
    System.out.println("At the end: " + Machine.loadText());
  }

  private static List<String> header(MemoryOptions options) {
    var header = new ArrayList<>(List.of("JDK", "sending"));
    for (int look = 1; look <= options.looks(); look++) {
      header.add("after " + look * options.seconds());
    }
    return header;
  }

  private static List<List<String>> rows(Jdk jdk, Workspace workspace, MemoryOptions options) {
    var rows = new ArrayList<List<String>>();
    var without = run(jdk, workspace, options, MemoryRun.NOTHING);
    for (String sending : SENDING) {
      var with = run(jdk, workspace, options, sending);
      var row = new ArrayList<>(List.of(Integer.toString(jdk.feature()), sending));
      for (int look = 0; look < options.looks(); look++) {
        row.add(String.format(Locale.ROOT, "%.2f", with.megabytesMoreThan(without, look)));
      }
      rows.add(row);
    }
    return rows;
  }

  private static MemoryRun run(
      Jdk jdk, Workspace workspace, MemoryOptions options, String sending) {
    System.out.println("JDK " + jdk.feature() + ", " + sending + " ...");
    return MemoryRun.of(jdk, workspace, options, sending);
  }
}

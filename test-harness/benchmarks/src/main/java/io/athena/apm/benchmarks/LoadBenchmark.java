package io.athena.apm.benchmarks;

/**
 * The command {@code load}: two threads that count at full speed, with metrics leaving at each
 * interval and, side by side, with none leaving.
 */
public final class LoadBenchmark {

  private LoadBenchmark() {}

  /**
   * Measures and prints; exit code 1 where a number is missing at the receiver, 2 where it can't.
   */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      System.exit(measure(new LoadOptions(arguments)) ? 0 : 1);
    } catch (InvalidArguments e) {
      System.err.println("load: " + e.getMessage() + "; see --help");
      System.exit(2);
    }
  }

  private static boolean measure(LoadOptions options) throws InterruptedException {
    var workspace = Workspace.fromProperties();
    var jdk = options.jdk();
    System.out.println("Agent: " + workspace.agent());
    System.out.println("Machine: " + Machine.description() + ", " + Machine.loadText());
    System.out.println(
        "JDK "
            + jdk.version()
            + ", "
            + options.series()
            + " series, 2 threads, provider "
            + options.provider());
    System.out.println("round  exporting      calls/s       counted      received  differ  RSS MB");
    long counted = 0;
    long idle = 0;
    long differ = 0;
    for (int round = 1; round <= options.rounds(); round++) {
      var without = LoadRun.of(jdk, workspace, options, false);
      print(round, "no", without, options);
      var with = LoadRun.of(jdk, workspace, options, true);
      print(round, "every " + options.interval() + " s", with, options);
      System.out.println("       in this JVM: " + with.interference().text());
      idle += without.counted();
      counted += with.counted();
      differ += Math.abs(with.counted() - with.received());
    }
    double seconds = options.seconds() * (double) options.rounds();
    System.out.printf(
        "throughput with exporting %.1f %% of that without (%,.0f and %,.0f calls/s);"
            + " difference at the receiver %d calls; %s%n",
        100.0 * counted / idle, counted / seconds, idle / seconds, differ, Machine.loadText());
    return differ == 0;
  }

  private static void print(int round, String exporting, LoadRun run, LoadOptions options) {
    boolean sent = run.received() > 0;
    System.out.printf(
        "%5d  %-10s  %,10d  %,12d  %12s  %6s  %d -> %d%n",
        round,
        exporting,
        run.counted() / options.seconds(),
        run.counted(),
        sent ? String.format("%,d", run.received()) : "-",
        sent ? Long.toString(run.counted() - run.received()) : "-",
        run.earlyMegabytes(),
        run.lateMegabytes());
  }
}

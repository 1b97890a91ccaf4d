package io.athena.apm.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux tells of a process under {@code /proc}; proc(5) describes the files. */
record ProcessFiles(long pid) {

  /** Linux cuts the names of threads at 15 characters; the agent's is shorter. */
  private static final String AGENT_THREAD = "athena-apm";

  /** The kernel reports in hundredths of a second whatever its own clock is. */
  private static final double TICKS_PER_SECOND = 100;

  /** In stat, counted from the end of the name in parentheses. */
  private static final int USER_TIME = 11;

  private static final int SYSTEM_TIME = 12;

  /**
   * Threads of the agent.
   *
   * @param cpuSeconds NaN where the kernel does not say
   */
  record AgentThreads(int count, double cpuSeconds) {}

  /** User and system time of all threads so far. */
  double cpuSeconds() {
    return cpuSeconds(read(folder().resolve("stat")));
  }

  AgentThreads agentThreads() {
    var threads = tasks().stream().filter(ProcessFiles::isAgents).toList();
    double cpu =
        threads.stream()
            .map(thread -> thread.resolve("schedstat"))
            .mapToDouble(file -> Files.isReadable(file) ? onCpuSeconds(read(file)) : Double.NaN)
            .sum();
    return new AgentThreads(threads.size(), cpu);
  }

  static double cpuSeconds(String stat) {
    // The name comes second and may itself contain spaces and parentheses.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]))
        / TICKS_PER_SECOND;
  }

  static double onCpuSeconds(String schedstat) {
    return Long.parseLong(schedstat.split(" ")[0]) / 1e9;
  }

  private static boolean isAgents(Path task) {
    try {
      return Files.readString(task.resolve("comm")).startsWith(AGENT_THREAD);
    } catch (IOException e) {
      // The thread has ended since it was listed.
      return false;
    }
  }

  private List<Path> tasks() {
    try (var tasks = Files.list(folder().resolve("task"))) {
      return tasks.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder() {
    return Path.of("/proc", Long.toString(pid));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

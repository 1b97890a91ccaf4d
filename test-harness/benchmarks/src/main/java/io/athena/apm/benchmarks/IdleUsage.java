package io.athena.apm.benchmarks;

/**
 * What an idle JVM took.
 *
 * @param seconds how long it was watched
 * @param cpu seconds of the process, in steps of 0.01
 * @param agentCpu seconds of the agent's threads, exact; NaN where the kernel does not say
 * @param agentThreads how many threads carry the agent's name
 */
record IdleUsage(double seconds, double cpu, double agentCpu, int agentThreads) {

  /** CPU of the process in percent of a processor. */
  double percent() {
    return 100 * cpu / seconds;
  }

  /** CPU of the agent's threads in percent of a processor. */
  double agentPercent() {
    return 100 * agentCpu / seconds;
  }
}

package io.athena.apm.benchmarks.jmh;

import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Some of the benchmarks, run the same way.
 *
 * @param benchmarks the class they are in
 * @param threads how many threads run each
 * @param jvmOptions what starts the agent, or nothing
 */
record JmhPart(Class<?> benchmarks, int threads, List<String> jvmOptions) {

  /** What the command line says goes before what the benchmarks say. */
  Options options(CommandLineOptions given) {
    return new OptionsBuilder()
        .parent(given)
        .exclude(others())
        .threads(threads)
        .addProfiler(GCProfiler.class)
        .jvmArgsAppend(jvmOptions.toArray(String[]::new))
        .shouldFailOnError(true)
        .build();
  }

  /**
   * Finds the benchmarks of other classes. JMH adds patterns of inclusion to those of the command
   * line and so can't narrow them; patterns of exclusion can.
   */
  String others() {
    return "^(?!" + Pattern.quote(benchmarks.getName() + ".") + ")";
  }
}

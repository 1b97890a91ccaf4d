package io.athena.apm.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

class JmhPartTest {

  private static final JmhPart CELLS = new JmhPart(CellBenchmark.class, 2, List.of("-Xmx64m"));

  @Test
  void benchmarksOfOtherClasses_areLeftOut() {
    assertThat(isLeftOut(CellBenchmark.class.getName() + ".span")).isFalse();
    assertThat(isLeftOut(LibraryBenchmark.class.getName() + ".caffeineHit")).isTrue();
  }

  @Test
  void options_areThoseOfThePartAndOfTheCommandLine() throws CommandLineOptionException {
    var options = CELLS.options(new CommandLineOptions("-f", "1", "span"));

    assertThat(options.getIncludes()).containsExactly("span");
    assertThat(options.getExcludes()).containsExactly(CELLS.others());
    assertThat(options.getForkCount().get()).isEqualTo(1);
    assertThat(options.getThreads().get()).isEqualTo(2);
    assertThat(options.getJvmArgsAppend().get()).containsExactly("-Xmx64m");
  }

  private static boolean isLeftOut(String benchmark) {
    return Pattern.compile(CELLS.others()).matcher(benchmark).find();
  }
}

package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ProcessFilesTest {

  private static final String AFTER_NAME =
      " S 4069 2461 4069 34816 2461 4194304 9042 0 12 0 150 25 7 8 20 0 19 0 18447 2818572288 9894";

  @Test
  void stat_givesUserAndSystemSecondsWithoutThoseOfChildren() {
    assertThat(ProcessFiles.cpuSeconds("2461 (java)" + AFTER_NAME)).isEqualTo(1.75, within(1e-9));
  }

  @Test
  void stat_isReadWhateverTheNameContains() {
    assertThat(ProcessFiles.cpuSeconds("2461 (a) R 1 (b c)" + AFTER_NAME))
        .isEqualTo(1.75, within(1e-9));
  }

  @Test
  void schedstat_givesSecondsOnTheProcessor() {
    assertThat(ProcessFiles.onCpuSeconds("2500000000 93519 2\n")).isEqualTo(2.5, within(1e-9));
  }
}

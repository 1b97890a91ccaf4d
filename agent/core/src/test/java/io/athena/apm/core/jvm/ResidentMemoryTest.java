package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentMemoryTest {

  @ParameterizedTest
  @CsvSource({
    "'VmRSS:\t    1234 kB\n', 1263616",
    "'VmHWM:\t 20 kB\nVmRSS:\t 10 kB\nRssAnon:\t 5 kB\n', 10240",
    "'VmRSS: 0 kB\n', 0",
    "'VmRSS:\t 8589934592 kB', 8796093022208"
  })
  void residentMemory_isReadFromTheStatus(String status, double bytes) {
    assertThat(ProcessGauge.residentMemory(status)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Name:\tkthreadd\nVmSize: 3 kB\n", "VmRSS:", "VmRSS:\t 1234"})
  void statusWithoutIt_isUnknown(String status) {
    assertThat(ProcessGauge.residentMemory(status)).isNaN();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void processThatRuns_hasSome() {
    assertThat(ProcessGauge.RESIDENT_MEMORY.getAsDouble()).isBetween(10e6, 100e9);
  }
}

package io.athena.apm.exporters.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedHostsTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LocalHost", "127.0.0.1", "127.1", "::1", "fe80::1%eth0"})
  void addressesAndThisMachine_areFixed(String host) {
    assertThat(FixedHosts.contain(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stats", "stats.svc", "10.stats", "cafe", "127-0-0-1.pod", "localhost2"})
  void names_mayMove(String host) {
    assertThat(FixedHosts.contain(host)).isFalse();
  }
}

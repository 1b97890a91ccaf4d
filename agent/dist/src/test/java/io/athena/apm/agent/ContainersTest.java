package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.karaf.main.Main",
        "plugins/org.eclipse.equinox.launcher_1.6.jar",
        "bin/felix.jar"
      })
  void container_isKnownByItsCommand(String command) {
    assertThat(Containers.isContainer(command)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"com.athena.AthenaApplication", "service.jar --port 8080"})
  void service_isNone(String command) {
    assertThat(Containers.isContainer(command)).isFalse();
  }

  @Test
  void setting_decidesBeforeWhatIsFound() {
    assertThat(Containers.needBootstrap("always")).isTrue();
    assertThat(Containers.needBootstrap("never")).isFalse();
    assertThat(Containers.needBootstrap("auto")).isFalse();
    assertThat(Containers.needBootstrap(null)).isFalse();
  }
}

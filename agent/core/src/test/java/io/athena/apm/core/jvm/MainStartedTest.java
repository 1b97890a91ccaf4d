package io.athena.apm.core.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MainStartedTest {

  @Test
  void threadInTheLauncher_hasNotStartedMain() {
    try (ParkedThread launcher = ParkedThread.inTheJdk()) {
      MainStarted started = new MainStarted(launcher.thread());

      assertThat(started.get()).isFalse();
      assertThat(started.get()).as("asked again").isFalse();
    }
  }

  @Test
  void threadInTheApplication_hasStartedMain() {
    try (ParkedThread main = ParkedThread.inTheApplication()) {
      assertThat(new MainStarted(main.thread()).get()).isTrue();
    }
  }

  @Test
  void threadThatHasEnded_hadStartedMain() {
    ParkedThread launcher = ParkedThread.inTheJdk();
    MainStarted started = new MainStarted(launcher.thread());
    assertThat(started.get()).isFalse();

    launcher.end();

    assertThat(started.get()).isTrue();
    assertThat(started.get()).isTrue();
  }

  @Test
  void agentThatWasAttached_cameAfterMain() {
    assertThat(new MainStarted(null).get()).isTrue();
  }
}

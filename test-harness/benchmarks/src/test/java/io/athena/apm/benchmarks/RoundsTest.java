package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.kit.Jdk;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {

  private static final Start FIRST = new Start(Jdk.running(), Program.EMPTY, Agent.NONE);
  private static final Start SECOND = new Start(Jdk.running(), Program.LIBRARIES, Agent.NONE);

  private final Rounds rounds = new Rounds(List.of(FIRST, SECOND));

  @Test
  void firstRound_goesForwards() {
    assertThat(rounds.order(0)).containsExactly(FIRST, SECOND);
  }

  @Test
  void secondRound_goesBackwards() {
    assertThat(rounds.order(1)).containsExactly(SECOND, FIRST);
  }
}

package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.Breaker;
import io.athena.apm.metrics.Together;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Metrics with {@code on-change}. */
@Timeout(60)
class RuleChangesTest {

  private static final String RULES =
      """
      rules:
        - method: [com.acme.scan.Breaker#move, com.acme.scan.Breaker#fail, com.acme.scan.Breaker#run]
          on-change: this.state
          count: changes
          tags: {to: this.state}
      """;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private WovenObject breaker() throws Exception {
    fixture.use(RULES);
    return fixture.create(Breaker.class);
  }

  @Test
  void callsThatChangeNothing_areNotRecorded() throws Exception {
    WovenObject breaker = breaker();

    for (String to : new String[] {"CLOSED", "OPEN", "OPEN", "CLOSED", "CLOSED", "OPEN"}) {
      breaker.call("move", to);
    }

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("changes{to:OPEN} 2", "changes{to:CLOSED} 1");
  }

  @Test
  void changeByAMethodThatThrows_isRecorded() throws Exception {
    WovenObject breaker = breaker();

    assertThatThrownBy(() -> breaker.call("fail", "OPEN")).hasMessage("OPEN");
    assertThatThrownBy(() -> breaker.call("fail", "OPEN")).hasMessage("OPEN");

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 1");
  }

  @Test
  void tagAndConditionOfAWatchedValue_useTheNewValue() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.Breaker#move
            on-change: this.asked
            count: changes
            when: this.asked == 2
            tags: {to: this.asked}
        """);

    fixture.create(Breaker.class).call("move", "OPEN");

    assertThat(fixture.measured()).containsExactly("changes{to:2} 1");
  }

  @Test
  void objects_haveStatesOfTheirOwn() throws Exception {
    WovenObject one = breaker();
    WovenObject two = new WovenObject(one.target().getClass().getConstructor().newInstance());

    one.call("move", "OPEN");
    two.call("move", "CLOSED");
    two.call("move", "OPEN");
    one.call("move", "OPEN");

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 2");
  }

  @Test
  void changeBetweenTwoCalls_isNotRecorded() throws Exception {
    WovenObject breaker = breaker();
    breaker.call("move", "OPEN");
    breaker.call("reset");

    breaker.call("move", "CLOSED");

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 1");
  }

  @Test
  void callsThatOverlap_recordTheirChangeOnce() throws Exception {
    WovenObject breaker = breaker();
    CyclicBarrier inside = new CyclicBarrier(8);

    Together.run(
        8,
        thread ->
            breaker.call(
                "run",
                (Runnable)
                    () -> {
                      meet(inside);
                      set(breaker);
                      meet(inside);
                    }));

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 1");
  }

  @Test
  void threadsThatChangeManyObjectsAtOnce_countEachChangeOnce() throws Exception {
    Class<?> type = breaker().target().getClass();
    List<WovenObject> breakers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      breakers.add(new WovenObject(type.getConstructor().newInstance()));
    }

    Together.run(
        4,
        thread -> {
          for (WovenObject breaker : breakers) {
            breaker.call("move", "OPEN");
          }
        });

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 500");
  }

  @Test
  void callWithinACall_recordsItsChangeOnce() throws Exception {
    WovenObject breaker = breaker();

    breaker.call("run", (Runnable) () -> breakerMoves(breaker));

    assertThat(fixture.measured()).containsExactly("changes{to:OPEN} 1");
  }

  private static void set(WovenObject breaker) {
    try {
      Class<?> states = breaker.target().getClass().getField("state").getType();
      breaker.set("state", states.getEnumConstants()[1]);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void breakerMoves(WovenObject breaker) {
    try {
      breaker.call("move", "OPEN");
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

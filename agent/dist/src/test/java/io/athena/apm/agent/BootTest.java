package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.athena.apm.core.settings.SettingSources;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Properties;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BootTest {

  private final Instrumentation instrumentation = ByteBuddyAgent.install();
  private final ClassFileTransformer gate = new ClassFileTransformer() {};

  @Test
  void startThatFailsAfterTheGateHasOpened_leavesNothingBehind() throws Exception {
    instrumentation.addTransformer(gate, true);
    Boot boot =
        new Boot(
            SettingSources.of("shutdown.timeout=1m", new Properties(), Map.of()),
            instrumentation,
            null,
            gate,
            weaver -> {
              throw new IllegalStateException("opened");
            },
            name -> false);

    assertThatThrownBy(boot::run).hasMessage("opened");

    assertThat(instrumentation.removeTransformer(gate)).as("it is still installed").isFalse();
    lastStep().run();
  }

  /** The exit of the JVM; with its default settings, it would wait for a minute. */
  private static Runnable lastStep() throws ReflectiveOperationException {
    Field field = Class.forName("java.lang.Shutdown").getDeclaredField("hooks");
    field.setAccessible(true);
    return ((Runnable[]) field.get(null))[9];
  }
}

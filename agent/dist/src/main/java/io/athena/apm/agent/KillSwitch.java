package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.instrumentation.logging.LoggingInstrumentations;
import io.athena.apm.metrics.Registry;
import java.util.function.Predicate;

/**
 * Whether all instrumentation is removed from the running JVM. Thread-safe. While it is on, the
 * application is not polled.
 */
final class KillSwitch implements Predicate<String> {

  private final Settings settings;
  private final Registry registry;
  private volatile boolean on;

  KillSwitch(Settings settings, Registry registry) {
    this.settings = settings;
    this.registry = registry;
  }

  boolean isOn() {
    return on;
  }

  void turn(boolean killed) {
    if (on != killed) {
      on = killed;
      registry.pause(killed);
    }
  }

  /**
   * Whether an instrumentation, by its name, is on. Its setting may switch it off, too.
   * Instrumentations of logging libraries are on only with {@code log.context}.
   */
  @Override
  public boolean test(String instrumentation) {
    return !on
        && settings.get(SettingTable.instrumentation(instrumentation))
        && (settings.get(SettingTable.LOG_CONTEXT)
            || !LoggingInstrumentations.have(instrumentation));
  }
}

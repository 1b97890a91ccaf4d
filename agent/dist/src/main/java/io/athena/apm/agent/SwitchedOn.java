package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.weaving.AdviceFuse;
import java.util.function.Predicate;

/** Whether an instrumentation is on: by its setting, and as long as its advice does not fail. */
final class SwitchedOn implements Predicate<String> {

  private final Settings settings;
  private final AdviceFuse fuse;

  SwitchedOn(Settings settings, AdviceFuse fuse) {
    this.settings = settings;
    this.fuse = fuse;
  }

  @Override
  public boolean test(String instrumentation) {
    return settings.get(SettingTable.instrumentation(instrumentation))
        && !fuse.isBlown(instrumentation);
  }
}

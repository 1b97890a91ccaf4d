package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.weaving.AdviceFuse;
import java.util.function.Predicate;

/** Whether an instrumentation is on: by its setting, as long as its advice does not fail. */
final class SwitchedOn implements Predicate<String> {

  private final Settings settings;
  private final AdviceFuse fuse;
  private final KillSwitch killSwitch;

  SwitchedOn(Settings settings, AdviceFuse fuse, KillSwitch killSwitch) {
    this.settings = settings;
    this.fuse = fuse;
    this.killSwitch = killSwitch;
  }

  @Override
  public boolean test(String instrumentation) {
    return !killSwitch.isOn()
        && settings.get(SettingTable.instrumentation(instrumentation))
        && !fuse.isBlown(instrumentation);
  }
}

package io.athena.apm.agent;

import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.SettingType;
import io.athena.apm.core.settings.Settings;
import java.util.ArrayList;
import java.util.List;

/** The one line at start: what runs, where it sends, what it measures. */
final class StartLine {

  private StartLine() {}

  static String of(Settings settings) {
    return Version.get()
        + " measures "
        + String.join(", ", measured(settings))
        + " and the JVM; "
        + target(settings)
        + " every "
        + SettingType.Time.text(settings.get(SettingTable.FLUSH_INTERVAL));
  }

  private static List<String> measured(Settings settings) {
    List<String> names = new ArrayList<>();
    for (String name : Instrumentations.names()) {
      if (settings.get(SettingTable.instrumentation(name))) {
        names.add(name);
      }
    }
    return names;
  }

  private static String target(Settings settings) {
    List<String> targets = new ArrayList<>();
    for (String provider : settings.get(SettingTable.PROVIDER)) {
      targets.add(target(provider, settings));
    }
    return String.join(" and ", targets);
  }

  private static String target(String provider, Settings settings) {
    String endpoint = provider + " " + Endpoints.inForce(provider, settings);
    return switch (provider) {
      case "statsd" -> endpoint + " (" + settings.get(SettingTable.STATSD_DIALECT) + ")";
      case "newrelic" -> endpoint;
      case "datadog" -> Endpoints.isDatadogsOwn(settings) ? provider : endpoint;
      default -> provider;
    };
  }
}

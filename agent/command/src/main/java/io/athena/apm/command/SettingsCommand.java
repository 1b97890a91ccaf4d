package io.athena.apm.command;

import io.athena.apm.core.settings.ConfigFile;
import io.athena.apm.core.settings.Setting;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.SettingTable;
import io.athena.apm.core.settings.SettingType;
import io.athena.apm.core.settings.Settings;
import io.athena.apm.core.settings.SourceText;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the settings that an agent would use if it were started with the same environment. */
@Command(
    name = "settings",
    description = {
      "Prints each setting with its value in this shell, the source of the value, and the default.",
      "Put properties before -jar: java -Dathena.apm.provider=console -jar ... settings"
    })
final class SettingsCommand implements Callable<Integer> {

  private final List<String> instrumentations;
  private final SettingSources shell;
  private final List<String> problems = new ArrayList<>();

  @Spec private CommandSpec spec;

  SettingsCommand(
      List<String> instrumentations, Properties properties, Map<String, String> environment) {
    this.instrumentations = instrumentations;
    this.shell = SettingSources.of(null, properties, environment);
  }

  @Override
  public Integer call() {
    SettingSources sources = withFile();
    Settings settings = Settings.read(sources, instrumentations, problems::add);
    PrintWriter out = spec.commandLine().getOut();
    problems.forEach(problem -> out.println(settings.masked(problem)));
    table(sources, settings).lines().forEach(out::println);
    return problems.isEmpty() ? 0 : 1;
  }

  private SettingSources withFile() {
    String file = shell.text(SettingTable.CONFIG.key());
    return file == null ? shell : shell.withFile(ConfigFile.read(file, problems::add));
  }

  private TextTable table(SettingSources sources, Settings settings) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("SETTING", "VALUE", "FROM", "DEFAULT"));
    for (Setting<?> setting : all()) {
      // The agent needs this setting before it can read a file.
      SourceText given =
          (setting.equals(SettingTable.BOOTSTRAP) ? shell : sources).given(setting.key());
      boolean used = given != null && isReadable(setting, given.text());
      rows.add(
          List.of(
              setting.key(),
              used
                  ? settings.masked(shown(setting, given.text()))
                  : shown(setting, setting.byDefault()),
              used ? given.where() : "default",
              setting.byDefault().isEmpty() ? "-" : setting.byDefault()));
    }
    return new TextTable(4, rows);
  }

  private List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>(SettingTable.ALL);
    instrumentations.forEach(name -> all.add(SettingTable.instrumentation(name)));
    return all;
  }

  private static boolean isReadable(Setting<?> setting, String text) {
    try {
      setting.type().parse(text);
      return true;
    } catch (IllegalArgumentException reported) {
      return false;
    }
  }

  private static String shown(Setting<?> setting, String text) {
    if (text.isEmpty()) {
      return "-";
    }
    return setting.type() instanceof SettingType.Secret ? "****" : text;
  }
}

package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.log.AgentLog;
import io.athena.apm.core.log.LogLine;
import io.athena.apm.core.settings.SettingSources;
import io.athena.apm.core.settings.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogOutputTest {

  private final PrintStream before = System.err;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path directory;

  @BeforeEach
  void replace() {
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  @Test
  void warn_leavesOutWhatIsOnRequestOnly() {
    assertThat(written("log.level=warn"))
        .containsExactly("athena-apm: started", "athena-apm: unknown key");
  }

  @Test
  void info_writesAll() {
    assertThat(written("log.level=info")).hasSize(3).last().isEqualTo("athena-apm: exit");
  }

  @Test
  void off_writesNothing_andOpensNoFile() {
    assertThat(written("log.level=off,log.file=" + directory.resolve("apm.log"))).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void apiKey_isMaskedEverywhere() throws IOException {
    Path file = directory.resolve("apm.log");
    LogOutput output = output("api.key=started,log.file=" + file);
    output.write(new LogLine(LogLine.Level.NOTICE, "started"));
    output.openFile();

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("athena-apm: ****");
    assertThat(Files.readString(file)).contains("Z ****").doesNotContain("started");
  }

  private List<String> written(String argument) {
    LogOutput output = output(argument);
    output.write(new LogLine(LogLine.Level.NOTICE, "started"));
    output.write(new LogLine(LogLine.Level.WARN, "unknown key"));
    output.write(new LogLine(LogLine.Level.INFO, "exit"));
    if (output.hasFile()) {
      output.openFile();
    }
    return err.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private static LogOutput output(String argument) {
    AgentLog log = new AgentLog();
    SettingSources sources = SettingSources.of(argument, new Properties(), Map.of());
    return new LogOutput(Settings.read(sources, List.of(), log), log);
  }
}

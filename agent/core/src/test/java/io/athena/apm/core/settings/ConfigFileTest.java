package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  @TempDir private Path directory;

  private final List<String> problems = new ArrayList<>();
  private Path file;

  @BeforeEach
  void nameFile() {
    file = directory.resolve("apm.yaml");
  }

  @Test
  void nestedAndDottedKeys_areTheSame() throws IOException {
    assertThat(
            read(
                """
                flush:
                  interval: 5s
                batch.size: 50
                instrumentation:
                  caffeine:
                    enabled: false
                  openai-java.enabled: true
                """))
        .isEqualTo(
            Map.of(
                "flush.interval", "5s",
                "batch.size", "50",
                "instrumentation.caffeine.enabled", "false",
                "instrumentation.openai-java.enabled", "true"));
    assertThat(problems).isEmpty();
  }

  @Test
  void mapOfNames_isWrittenAsPairs() throws IOException {
    assertThat(
            read(
                """
                cache:
                  names:
                    com.acme.Pricing#quotes:2: rates
                """))
        .isEqualTo(Map.of("cache.names", "com.acme.Pricing#quotes:2=rates"));
  }

  @Test
  void list_isWrittenWithCommas() throws IOException {
    assertThat(
            read(
                """
                provider: [console, statsd]
                tags:
                  - team:search
                  - region:eu
                """))
        .isEqualTo(Map.of("provider", "console,statsd", "tags", "team:search,region:eu"));
  }

  @ParameterizedTest
  @CsvSource({
    "1.10, 1.10",
    "007, 007",
    "1e3, 1e3",
    "0x1F, 0x1F",
    "no, no",
    "TRUE, TRUE",
    "2026-11-23, 2026-11-23",
    "'\"null\"', null"
  })
  void value_staysAsItIsWritten(String written, String value) throws IOException {
    assertThat(read("version: " + written)).isEqualTo(Map.of("version", value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"endpoint:", "endpoint: null", "endpoint: ''", "endpoint: []"})
  void valueThatIsMissing_isEmpty(String yaml) throws IOException {
    assertThat(read(yaml)).isEqualTo(Map.of("endpoint", ""));
    assertThat(problems).isEmpty();
  }

  @Test
  void anchorOfAValue_mayBeUsedAgain() throws IOException {
    assertThat(read("flush.interval: &time 5s\nshutdown.timeout: *time"))
        .isEqualTo(Map.of("flush.interval", "5s", "shutdown.timeout", "5s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing yet\n", "---\n"})
  void emptyFile_isToldAndIgnored(String yaml) throws IOException {
    assertThat(read(yaml)).isEmpty();
    assertThat(problems).containsExactly("config " + file + " is empty");
  }

  @Test
  void missingFile_isToldAndIgnored() {
    assertThat(ConfigFile.read(file, problems::add)).isEmpty();
    assertThat(problems).containsExactly("config " + file + " does not exist; it is ignored");
  }

  @Test
  void directory_isToldAndIgnored() {
    assertThat(ConfigFile.read(directory, problems::add)).isEmpty();
    assertThat(problems)
        .containsExactly("config " + directory + " can't be read (IOException); it is ignored");
  }

  @Test
  void fileThatIsNotYaml_isToldWithItsLine() throws IOException {
    assertThat(read("provider: console\nendpoint: [a\nbatch.size: 5\n")).isEmpty();
    assertThat(problems)
        .containsExactly(
            "config "
                + file
                + " is not YAML: line 3: expected ',' or ']', but got :; it is ignored");
  }

  @Test
  void keyThatComesTwice_isToldWithItsLine() throws IOException {
    assertThat(read("provider: console\nprovider: statsd\n")).isEmpty();
    assertThat(problems)
        .containsExactly(
            "config " + file + " is not YAML: line 2: found duplicate key provider; it is ignored");
  }

  @ParameterizedTest
  @ValueSource(strings = {"- provider", "provider=console", "42", "\"text\""})
  void fileThatIsNoMap_isToldAndIgnored(String yaml) throws IOException {
    assertThat(read(yaml)).isEmpty();
    assertThat(problems).containsExactly("config " + file + " is not a map of settings");
  }

  @Test
  void fileThatIsNotUtf8_isToldAndIgnored() throws IOException {
    Files.write(file, "service: caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(ConfigFile.read(file, problems::add)).isEmpty();
    assertThat(problems)
        .containsExactly(
            "config " + file + " can't be read (MalformedInputException); it is ignored");
  }

  private Map<String, String> read(String yaml) throws IOException {
    return ConfigFile.read(Files.writeString(file, yaml), problems::add);
  }

  @Test
  void nameThatIsNone_isOneSentence() {
    assertThat(ConfigFile.read("a\0b.yaml", problems::add)).isEmpty();

    assertThat(problems)
        .containsExactly("config 'a b.yaml' is not a file name in this locale; it is ignored");
  }
}

package io.athena.apm.core.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files that could exhaust the agent's memory, take long to read or stop its start. */
@Timeout(10)
class HostileConfigFileTest {

  @TempDir private Path directory;

  private final List<String> problems = new ArrayList<>();

  @Test
  void aliasesOfMaps_thatWouldMakeMillionsOfKeys_areRefused() throws IOException {
    StringBuilder yaml = new StringBuilder("a0: &a0 {x: y}\n");
    for (int i = 1; i <= 16; i++) {
      yaml.append("a%d: &a%d {p: *a%d, q: *a%d, r: *a%d}\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertRefused(yaml.toString(), "can't be read (YamlEngineException)");
  }

  @Test
  void aliasesOfLists_thatWouldMakeMillionsOfItems_areRefused() throws IOException {
    StringBuilder yaml = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i <= 16; i++) {
      yaml.append("a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }

    assertRefused(yaml.toString(), "can't be read (YamlEngineException)");
  }

  @Test
  void mapThatContainsItself_isRefused() throws IOException {
    assertRefused("tags: &a {b: *a}", "can't be read (YamlEngineException)");
  }

  @Test
  void endlessNesting_isRefused() throws IOException {
    assertRefused(
        "tags: " + "[".repeat(200_000) + "]".repeat(200_000), "can't be read (StackOverflowError)");
  }

  private void assertRefused(String yaml, String reason) throws IOException {
    Path file = Files.writeString(directory.resolve("apm.yaml"), yaml);

    Map<String, String> settings = ConfigFile.read(file, problems::add);

    assertThat(settings).isEmpty();
    assertThat(problems).containsExactly("config " + file + " " + reason + "; it is ignored");
  }
}

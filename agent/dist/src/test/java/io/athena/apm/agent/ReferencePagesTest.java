package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.athena.apm.core.settings.Setting;
import io.athena.apm.core.settings.SettingTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {

  static final Path DOCS = Path.of(System.getProperty("athena.docs", "../../docs"));

  @ParameterizedTest
  @ValueSource(strings = {"settings.md", "metrics.md", "libraries.md"})
  void page_isWhatTheCodeSays(String page) throws IOException {
    String generated = ReferencePages.all().get(page);
    if (Boolean.getBoolean("athena.docs.write")) {
      Files.writeString(DOCS.resolve(page), generated);
    }
    assertThat(DOCS.resolve(page)).as("run with -Dathena.docs.write=true").hasContent(generated);
  }

  @Test
  void everySetting_isDescribed_andNothingElseIs() {
    assertThat(ReferencePages.descriptions().stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(SettingTable.ALL.stream().map(Setting::key).toList());
  }

  @Test
  void descriptionOfASetting_isASentence() {
    assertThat(ReferencePages.descriptions().values())
        .allSatisfy(description -> assertThat(description.toString()).endsWith("."));
  }
}

package io.athena.apm.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePagesTest {

  private static final Path DOCS = Path.of(System.getProperty("athena.docs", "../../docs"));

  @ParameterizedTest
  @ValueSource(strings = {"settings.md", "metrics.md", "libraries.md"})
  void page_isWhatTheCodeSays(String page) throws IOException {
    String generated = ReferencePages.all().get(page);
    if (Boolean.getBoolean("athena.docs.write")) {
      Files.writeString(DOCS.resolve(page), generated);
    }
    assertThat(DOCS.resolve(page)).as("run with -Dathena.docs.write=true").hasContent(generated);
  }
}

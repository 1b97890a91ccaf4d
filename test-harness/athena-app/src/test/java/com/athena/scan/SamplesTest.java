package com.athena.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplesTest {

  private static final Path SAMPLES = Path.of("samples");

  /** The name of a sample, its type, and every finding with its line. */
  private static final String EXPECTED =
      """
      CustomerDao.java  | java       | HIGH sql_injection 16
      Inventory.java    | java       |
      OrderDao.java     | java       | HIGH sql_injection 16
      PasswordStore.java| java       | HIGH hard_coded_secret 9, MEDIUM weak_hash 12, LOW insecure_random 16
      backup.py         | python     | CRITICAL command_injection 6
      cleanup.py        | python     | CRITICAL command_injection 6, CRITICAL command_injection 10
      deploy.sh         | shell      | HIGH tls_verification_disabled 4, LOW world_writable 6, CRITICAL command_injection 7
      gallery.php       | php        | malware CRITICAL dropper 6, malware CRITICAL web_shell 7
      menu.js           | javascript |
      profile.php       | php        | HIGH sql_injection 3, MEDIUM cross_site_scripting 5
      report.js         | javascript | MEDIUM cross_site_scripting 5, CRITICAL code_injection 6, CRITICAL command_injection 10, HIGH path_traversal 13
      restore-files.txt | text       | malware CRITICAL ransom_note 3, malware CRITICAL ransom_note 4
      service.yaml      | yaml       | HIGH privileged_container 10, HIGH hard_coded_secret 14
      session.py        | python     | HIGH tls_verification_disabled 8, CRITICAL unsafe_deserialization 9, MEDIUM weak_hash 13
      update-check.sh   | shell      | malware CRITICAL reverse_shell 5
      """;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = EXPECTED)
  void sample_hasExactlyItsFindings(String name, String fileType, String findings)
      throws IOException {
    ScanResult result = scan(SAMPLES.resolve(name));

    assertThat(result.fileType()).isEqualTo(fileType);
    assertThat(describe(result)).isEqualTo(findings == null ? "" : findings);
    assertThat(result.malicious()).isEqualTo(describe(result).contains("malware"));
    assertThat(result.sizeBytes()).isEqualTo(Files.size(SAMPLES.resolve(name)));
  }

  @Test
  void everySample_isExpected() throws IOException {
    List<String> expected =
        EXPECTED.lines().map(line -> line.substring(0, line.indexOf('|')).strip()).toList();

    assertThat(samples().map(sample -> sample.getFileName().toString()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void everyKindOfFinding_occursInSample() throws IOException {
    Set<String> found =
        samples()
            .map(SamplesTest::scan)
            .flatMap(SamplesTest::all)
            .map(Finding::type)
            .collect(Collectors.toSet());

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(VulnerabilityRules.ALL.stream(), MalwareRules.ALL.stream())
                .map(Rule::type)
                .collect(Collectors.toSet()));
  }

  private static Stream<Path> samples() throws IOException {
    try (Stream<Path> files = Files.list(SAMPLES)) {
      return files.toList().stream();
    }
  }

  private static ScanResult scan(Path sample) {
    try {
      return new FileScanner().scan(sample.getFileName().toString(), Files.readAllBytes(sample));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Finding> all(ScanResult result) {
    return Stream.concat(result.findings().stream(), result.malware().stream());
  }

  private static String describe(ScanResult result) {
    return Stream.concat(
            result.findings().stream().map(SamplesTest::describe),
            result.malware().stream().map(finding -> "malware " + describe(finding)))
        .collect(Collectors.joining(", "));
  }

  private static String describe(Finding finding) {
    return finding.severity() + " " + finding.type() + " " + finding.line();
  }
}

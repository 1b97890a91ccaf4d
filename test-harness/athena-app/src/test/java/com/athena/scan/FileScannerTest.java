package com.athena.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileScannerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Main.JAVA | text                  | java
          app.yml   | text                  | yaml
          index     | <?php echo 1;         | php
          start     | #!/usr/bin/env python | python
          start     | #!/bin/bash           | shell
          start     | #!/usr/bin/perl       | other
          picture   | text                  | other
          """)
  void type_isToldByNameThenByContent(String name, String content, String type) {
    assertThat(scan(name, content).fileType()).isEqualTo(type);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "String query = \"SELECT name FROM users WHERE id = ?\";",
        "String password = System.getenv(\"DB_PASSWORD\");",
        "MessageDigest.getInstance(\"SHA-256\");",
        "var random = new SecureRandom();",
        "new File(\"settings.yaml\");",
        "Runtime.getRuntime().exec(\"date\");"
      })
  void harmlessLine_hasNoFinding(String line) {
    assertThat(scan("Main.java", line).findings()).isEmpty();
  }

  @Test
  void rule_appliesOnlyToItsFileTypes() {
    assertThat(scan("deploy.sh", "chmod 777 app").findings()).hasSize(1);
    assertThat(scan("notes.txt", "chmod 777 app").findings()).isEmpty();
  }

  @Test
  void finding_saysWhatAndWhere() {
    assertThat(scan("deploy.sh", "#!/bin/sh\r\nchmod 777 app").findings())
        .containsExactly(
            new Finding("world_writable", Severity.LOW, 2, "Everybody may change the file"));
  }

  @Test
  void bytesThatAreNoText_areScannedAnyway() {
    byte[] bytes = {(byte) 0xff, 0, (byte) 0xc3, 10};

    assertThat(new FileScanner().scan("picture.bin", bytes).sizeBytes()).isEqualTo(4);
  }

  private static ScanResult scan(String name, String content) {
    return new FileScanner().scan(name, content.getBytes(UTF_8));
  }
}

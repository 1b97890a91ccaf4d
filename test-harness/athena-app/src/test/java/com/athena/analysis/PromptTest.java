package com.athena.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.scan.Finding;
import com.athena.scan.ScanResult;
import com.athena.scan.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {

  @Test
  void prompt_namesTypeAndKindsOfFindings() {
    assertThat(Prompt.about(result(finding("sql_injection", 3))).prompt())
        .isEqualTo(
            "Assess a file of type java.\nThe scanner found:\n- HIGH sql_injection: message");
  }

  @Test
  void filesWithTheSameKindsOfFindings_shareThePrompt() {
    assertThat(Prompt.about(result(finding("weak_hash", 1), finding("sql_injection", 2))))
        .isEqualTo(
            Prompt.about(
                result(
                    finding("sql_injection", 7),
                    finding("sql_injection", 8),
                    finding("weak_hash", 9))));
  }

  @Test
  void cleanFile_isAskedAboutToo() {
    assertThat(Prompt.about(result()).prompt())
        .isEqualTo("Assess a file of type java.\nThe scanner found nothing.");
  }

  private static ScanResult result(Finding... findings) {
    return new ScanResult("java", 10, List.of(findings), List.of());
  }

  private static Finding finding(String type, int line) {
    return new Finding(type, Severity.HIGH, line, "message");
  }
}

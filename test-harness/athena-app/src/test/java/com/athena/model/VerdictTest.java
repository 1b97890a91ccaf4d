package com.athena.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.athena.scan.Finding;
import com.athena.scan.ScanResult;
import com.athena.scan.Severity;
import java.util.List;
import org.junit.jupiter.api.Test;

class VerdictTest {

  private static final List<Finding> NOTHING = List.of();
  private static final List<Finding> SOMETHING =
      List.of(new Finding("type", Severity.LOW, 1, "message"));

  @Test
  void fileWithoutFindings_isClean() {
    assertThat(verdict(NOTHING, NOTHING, Reputation.UNAVAILABLE)).isEqualTo(Verdict.CLEAN);
  }

  @Test
  void fileWithWeakness_isVulnerableEvenIfItsReputationIsGood() {
    assertThat(verdict(SOMETHING, NOTHING, Reputation.GOOD)).isEqualTo(Verdict.VULNERABLE);
  }

  @Test
  void fileWithMalware_isMalicious() {
    assertThat(verdict(NOTHING, SOMETHING, Reputation.GOOD)).isEqualTo(Verdict.MALICIOUS);
  }

  @Test
  void fileOfBadReputation_isMalicious() {
    assertThat(verdict(NOTHING, NOTHING, Reputation.BAD)).isEqualTo(Verdict.MALICIOUS);
  }

  private static Verdict verdict(
      List<Finding> findings, List<Finding> malware, Reputation reputation) {
    return Verdict.of(new ScanResult("java", 10, findings, malware), reputation);
  }
}

package com.athena.scan;

import java.util.List;

/**
 * What the rules say about one file.
 *
 * @param fileType for example {@code java}; {@code other} if it is none that the scanner knows
 * @param sizeBytes length of the file in bytes
 * @param findings weaknesses, by line
 * @param malware signs of malware, by line
 */
public record ScanResult(
    String fileType, long sizeBytes, List<Finding> findings, List<Finding> malware) {

  /** Copies the lists. */
  public ScanResult {
    findings = List.copyOf(findings);
    malware = List.copyOf(malware);
  }

  /** Whether the file is made to do harm. */
  public boolean malicious() {
    return !malware.isEmpty();
  }
}

package com.athena.model;

import com.athena.scan.ScanResult;

/**
 * All that is known about one file.
 *
 * @param sha256 hash of the content, lower-case hexadecimal
 * @param scan what the rules found
 * @param reputation what others say about the file
 * @param verdict the conclusion
 * @param ai what a model says about the findings
 * @param cached whether this whole analysis was known already
 */
public record FileAnalysis(
    String sha256,
    ScanResult scan,
    Reputation reputation,
    Verdict verdict,
    AnalysisResult ai,
    boolean cached) {

  /** The same analysis, marked as known already. */
  public FileAnalysis fromCache() {
    return new FileAnalysis(sha256, scan, reputation, verdict, ai, true);
  }

  /** Whether this answer needed no call to a model. */
  public boolean withoutModelCall() {
    return cached || ai.cached();
  }
}

package com.athena.http;

import com.athena.model.FileAnalysis;
import com.athena.model.Reputation;
import com.athena.model.Verdict;
import com.athena.scan.Finding;
import java.util.List;

/** The answer to {@code /analyze}, as it stands in the JSON. */
record Analysis(
    String name,
    String sha256,
    String fileType,
    Verdict verdict,
    Reputation reputation,
    List<Finding> findings,
    List<Finding> malware,
    String summary,
    String provider,
    String model,
    boolean cached) {

  static Analysis of(String name, FileAnalysis analysis) {
    return new Analysis(
        name,
        analysis.sha256(),
        analysis.scan().fileType(),
        analysis.verdict(),
        analysis.reputation(),
        analysis.scan().findings(),
        analysis.scan().malware(),
        analysis.ai().summary(),
        analysis.ai().provider(),
        analysis.ai().model(),
        analysis.withoutModelCall());
  }
}

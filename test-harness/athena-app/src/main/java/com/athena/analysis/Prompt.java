package com.athena.analysis;

import com.athena.model.AnalysisRequest;
import com.athena.scan.Finding;
import com.athena.scan.ScanResult;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The question about a file. It names the kinds of findings but neither the file nor its lines, so
 * that files with the same weaknesses share an answer and no content leaves the service.
 */
final class Prompt {

  private Prompt() {}

  static AnalysisRequest about(ScanResult scan) {
    List<Finding> all = Stream.concat(scan.malware().stream(), scan.findings().stream()).toList();
    return new AnalysisRequest(
        scan.fileType(), "Assess a file of type " + scan.fileType() + ".\n" + describe(all));
  }

  private static String describe(List<Finding> findings) {
    if (findings.isEmpty()) {
      return "The scanner found nothing.";
    }
    return findings.stream()
        .map(finding -> "- " + finding.severity() + " " + finding.type() + ": " + finding.message())
        .distinct()
        .sorted()
        .collect(Collectors.joining("\n", "The scanner found:\n", ""));
  }
}

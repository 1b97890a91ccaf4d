package com.athena.analysis;

import com.athena.ai.AIServiceManager;
import com.athena.cache.AnalysisCache;
import com.athena.model.AnalysisResult;
import com.athena.model.FileAnalysis;
import com.athena.model.Reputation;
import com.athena.model.Sha256;
import com.athena.model.Verdict;
import com.athena.reputation.ReputationSource;
import com.athena.scan.FileScanner;
import com.athena.scan.ScanResult;
import com.athena.statistics.Statistics;

/** Analyzes files: scan, reputation, a model's opinion, verdict. Any thread may call it. */
public final class FileAnalyzer {

  private final AnalysisCache cache;
  private final FileScanner scanner;
  private final ReputationSource reputations;
  private final AIServiceManager models;
  private final Statistics statistics;

  /** An analyzer made of these parts. */
  public FileAnalyzer(
      AnalysisCache cache,
      FileScanner scanner,
      ReputationSource reputations,
      AIServiceManager models,
      Statistics statistics) {
    this.cache = cache;
    this.scanner = scanner;
    this.reputations = reputations;
    this.models = models;
    this.statistics = statistics;
  }

  /**
   * Analyzes a file on the calling thread, or returns what is known about its content.
   *
   * @throws com.athena.ai.AllProvidersFailedException if no model answered
   */
  public FileAnalysis analyze(String name, byte[] content) {
    String sha256 = Sha256.hex(content);
    FileAnalysis known = cache.get(sha256);
    if (known != null) {
      return known.fromCache();
    }
    FileAnalysis analysis = examine(sha256, name, content);
    cache.put(sha256, analysis);
    return analysis;
  }

  private FileAnalysis examine(String sha256, String name, byte[] content) {
    ScanResult scan = scanner.scan(name, content);
    count(scan);
    Reputation reputation = reputations.lookup(sha256);
    AnalysisResult opinion = models.analyzeWithFailover(Prompt.about(scan));
    Verdict verdict = Verdict.of(scan, reputation);
    return new FileAnalysis(sha256, scan, reputation, verdict, opinion, false);
  }

  private void count(ScanResult scan) {
    statistics.file(scan.fileType());
    scan.findings()
        .forEach(found -> statistics.vulnerability(found.severity().name(), found.type()));
    scan.malware().forEach(found -> statistics.malware(found.type()));
  }
}

package com.athena.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.athena.ai.AIServiceManager;
import com.athena.ai.AllProvidersFailedException;
import com.athena.cache.AIResponseCache;
import com.athena.cache.AnalysisCache;
import com.athena.model.AnalysisResult;
import com.athena.model.FileAnalysis;
import com.athena.model.Reputation;
import com.athena.model.Sha256;
import com.athena.model.Verdict;
import com.athena.scan.FileScanner;
import com.athena.statistics.Statistics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FileAnalyzerTest {

  private static final byte[] CONTENT = "text".getBytes(UTF_8);

  private final Statistics statistics = new Statistics();
  private final AIResponseCache answers = new AIResponseCache(10, statistics);
  private final List<String> lookups = new ArrayList<>();
  private final FileAnalyzer analyzer =
      new FileAnalyzer(
          new AnalysisCache(10, Duration.ofHours(1), statistics),
          new FileScanner(),
          this::bad,
          new AIServiceManager(List.of(), answers, statistics),
          statistics);

  /** There is no model to call, so what is to succeed must be known already. */
  @BeforeEach
  void knowTheAnswerAboutCleanText() {
    String prompt = Prompt.about(new FileScanner().scan("a.txt", CONTENT)).prompt();
    answers.put(Sha256.hex(prompt), new AnalysisResult("openai", "large", "fine", false));
  }

  @Test
  void analysis_joinsScanReputationAndOpinion() {
    FileAnalysis analysis = analyzer.analyze("a.txt", CONTENT);

    assertThat(analysis.scan().fileType()).isEqualTo("text");
    assertThat(analysis.reputation()).isEqualTo(Reputation.BAD);
    assertThat(analysis.ai().summary()).isEqualTo("fine");
    assertThat(analysis.verdict()).isEqualTo(Verdict.MALICIOUS);
  }

  @Test
  void file_isKnownByItsHash() {
    analyzer.analyze("a.txt", CONTENT);

    assertThat(lookups)
        .containsExactly("982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1");
  }

  @Test
  void sameContent_isExaminedOnce() {
    FileAnalysis first = analyzer.analyze("a.txt", CONTENT);

    assertThat(analyzer.analyze("b.txt", CONTENT)).isEqualTo(first.fromCache());
    assertThat(lookups).hasSize(1);
  }

  @Test
  void failedAnalysis_isNotKept() {
    byte[] unknown = "other".getBytes(UTF_8);
    for (int time = 0; time < 2; time++) {
      assertThatExceptionOfType(AllProvidersFailedException.class)
          .isThrownBy(() -> analyzer.analyze("a.java", unknown));
    }

    assertThat(lookups).hasSize(2);
    assertThat(statistics.toJson().at("/filesAnalyzed/java").asInt()).isEqualTo(2);
  }

  private Reputation bad(String sha256) {
    lookups.add(sha256);
    return Reputation.BAD;
  }
}

package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.FileScanner;
import com.acme.store.Stores;
import io.athena.apm.runtime.CacheProbe;
import io.athena.apm.runtime.Probes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A class that the operator's rules measure is skipped by the agent's own rules. */
class OperatorsRulesFirstTest {

  private static final String OWN =
      """
      rules:
        - method: com.acme.scan.FileScanner#scan
          span: file.scan
          metrics:
            - count: files.analyzed
            - histogram: files.size
              value: return
      """;

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private final List<Object> read = new ArrayList<>();

  @BeforeEach
  void listen() {
    Probes.install(RecordingCacheProbe.into(read));
  }

  @AfterEach
  void stopListening() {
    Probes.install(new CacheProbe() {});
  }

  private List<String> scanned() throws Exception {
    fixture.create(FileScanner.class).call("scan", "abc");
    return fixture.measured();
  }

  @Test
  void classThatTheOperatorMeasures_isSkipped() throws Exception {
    fixture.useBundled(OWN);
    fixture.use(
        "rules: [{method: com.acme.scan.FileScanner#scan, count: files.analyzed,"
            + " tags: {source: this.source}}]");

    assertThat(scanned()).containsExactly("files.analyzed{source:disk} 1");
    assertThat(fixture.logged())
        .containsExactly(
            "com.acme.scan.FileScanner is measured by rules.yaml:1; the agent's own rules skip this"
                + " class");
  }

  @Test
  void classInWhichTheOperatorMeasuresAnotherMethod_isSkipped() throws Exception {
    fixture.useBundled(OWN);
    fixture.use("rules: [{method: com.acme.scan.FileScanner#trim, count: trimmed}]");

    assertThat(scanned()).isEmpty();
    assertThat(fixture.logged()).hasSize(1);
  }

  @Test
  void metricThatTheOperatorRecordsInAnotherClass_isRecordedInBoth() throws Exception {
    fixture.useBundled(OWN);
    fixture.use("rules: [{method: com.acme.scan.Result#give, count: files.analyzed}]");

    assertThat(scanned()).contains("files.analyzed{} 1");
    assertThat(fixture.logged()).isEmpty();
  }

  @Test
  void removedOperatorsRule_givesTheClassBack() throws Exception {
    fixture.useBundled(OWN);
    fixture.use("rules: [{method: com.acme.scan.FileScanner#scan, count: files.analyzed}]");
    scanned();
    fixture.use("rules: []");

    assertThat(scanned()).contains("files.analyzed{} 2", "files.size{} 1 sum 3");
    assertThat(fixture.logged()).hasSize(1);
  }

  @Test
  void sameRoleOfOneMethod_isMeasuredOnce() throws Exception {
    fixture.useBundled("rules: [{method: \"**.Stores$Store#find\", as: cache.read}]");
    fixture.use(
        "rules: [{method: \"**.Stores$Store#find\", as: cache.read},"
            + " {method: \"**.Stores$Store#fi*\", as: cache.read}]");

    fixture.create(Stores.Store.class).call("find", "a");

    assertThat(read).containsExactly("found a");
  }

  @Test
  void overloadThatTheOperatorNames_isTheOnlyOneOfItsName() throws Exception {
    fixture.useBundled("rules: [{method: \"**.Stores$Overloads#find\", as: cache.read}]");
    fixture.use("rules: [{method: \"**.Stores$Overloads#find(String)\", as: cache.read}]");

    fixture.create(Stores.Overloads.class).call("find", "a");

    assertThat(read).containsExactly("found a in English");
  }

  @Test
  void metricOfAnInstrumentThatTheOperatorRecords_isRecordedOnce() throws Exception {
    fixture.useBundled("rules: [{method: \"**.Stores$Store#find\", as: cache.read}]");
    fixture.use("rules: [{method: \"**.Stores$Store#find\", count: cache.hit}]");

    fixture.create(Stores.Store.class).call("find", "a");

    assertThat(read).isEmpty();
    assertThat(fixture.measured()).containsExactly("cache.hit{} 1");
    assertThat(fixture.logged())
        .containsExactly(
            "com.acme.store.Stores$Store is measured by rules.yaml:1; the agent's own rules skip"
                + " this class");
  }
}

package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.DelegatingScanner;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** {@code innermost: true} drops calls in which another method of the rule and class is called. */
class InnermostCallsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private WovenObject scanner;

  @BeforeEach
  void scanner() throws Exception {
    measure("true");
  }

  private void measure(String innermost) throws Exception {
    fixture.use(
        """
        rules:
          - method: ["com.acme.scan.DelegatingScanner#scan*", "com.acme.scan.DelegatingScanner#depth"]
            innermost: %s
            count: files
            tags: {path: arg0}
        """
            .formatted(innermost));
    scanner = fixture.create(DelegatingScanner.class);
  }

  @Test
  void methodThatCallsAnother_isNotCounted() throws Exception {
    scanner.call("scan", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  @Test
  void methodThatCallsAnotherInALambda_isNotCounted() throws Exception {
    scanner.call("scanAll", List.of("a", "b"));

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatRefersToAnother_isNotCounted() throws Exception {
    scanner.call("scanEach", List.of("a", "b"));

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatReachesAnotherByAThird_isNotCounted() throws Exception {
    scanner.call("scanFolder", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  @Test
  void methodThatCallsAnotherInALoop_isNotCounted() throws Exception {
    scanner.call("scanList", (Object) new String[] {"a", "b"});

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatCallsAnotherInEachCase_isNotCounted() throws Exception {
    scanner.call("scanKind", "a", 0);
    scanner.call("scanKind", "b", 1);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatReturnsNothingElse_isNotCounted() throws Exception {
    scanner.call("scanSafely", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  @Test
  void methodThatCallsAnotherForSomeArguments_countsForTheOthers() throws Exception {
    scanner.call("scanAny", "a");
    scanner.call("scanAny", "b.zip");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("files{path:a} 1", "files{path:b.zip} 1");
  }

  @Test
  void methodThatCallsItself_countsEachTime() throws Exception {
    scanner.call("depth", 1);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:0} 1", "files{path:1} 1");
  }

  @Test
  void methodsThatCallEachOther_countTheLastCall() throws Exception {
    scanner.call("scanFile", 1);

    assertThat(fixture.measured()).containsExactly("files{path:0} 1");
  }

  @Test
  void callAfterOneThatThrew_counts() throws Exception {
    assertThatThrownBy(() -> scanner.call("scanKind", "a", 7))
        .isInstanceOf(IllegalArgumentException.class);
    scanner.call("scan", "b", 1);

    assertThat(fixture.measured()).containsExactly("files{path:b} 1");
  }

  @Test
  void spanAndMetrics_areDroppedTogether() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.DelegatingScanner#scan
            innermost: true
            span: scan
            count: files
        """);

    fixture.create(DelegatingScanner.class).call("scan", "a");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "scan.duration{error:none} 1 sum 1000", "scan.total{} 1", "files{} 1");
  }

  @Test
  void withoutTheKey_allCount() throws Exception {
    measure("false");

    scanner.call("scan", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 2");
  }
}

package io.athena.apm.core.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.HandingScanner;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Of methods that call each other, those that do the work count. */
class InnermostMethodsTest {

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
          - method: ["com.acme.scan.HandingScanner#scan*", "com.acme.scan.HandingScanner#depth"]
            innermost: %s
            count: files
            tags: {path: arg0}
        """
            .formatted(innermost));
    scanner = fixture.create(HandingScanner.class);
  }

  @Test
  void methodThatCallsAnother_isLeftOut() throws Exception {
    scanner.call("scan", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  @Test
  void methodThatCallsAnotherInALambda_isLeftOut() throws Exception {
    scanner.call("scanAll", List.of("a", "b"));

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatRefersToAnother_isLeftOut() throws Exception {
    scanner.call("scanEach", List.of("a", "b"));

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatReachesAnotherByAThird_isLeftOut() throws Exception {
    scanner.call("scanFolder", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  @Test
  void methodThatCallsAnotherInALoop_isLeftOut() throws Exception {
    scanner.call("scanList", (Object) new String[] {"a", "b"});

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatCallsAnotherInEachCase_isLeftOut() throws Exception {
    scanner.call("scanKind", "a", 0);
    scanner.call("scanKind", "b", 1);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:a} 1", "files{path:b} 1");
  }

  @Test
  void methodThatReturnsNothingElse_isLeftOut() throws Exception {
    scanner.call("scanSafely", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 1");
  }

  /** It counts those that it hands on as well: better twice than not at all. */
  @Test
  void methodThatDoesSomeItself_stays() throws Exception {
    scanner.call("scanAny", "a");
    scanner.call("scanAny", "b.zip");

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("files{path:a} 1", "files{path:b.zip} 2");
  }

  @Test
  void methodThatCallsItself_staysAndCountsEachTime() throws Exception {
    scanner.call("depth", 1);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:0} 1", "files{path:1} 1");
  }

  @Test
  void methodsThatCallEachOther_bothStay() throws Exception {
    scanner.call("scanFile", 1);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("files{path:0} 2", "files{path:1} 1");
  }

  @Test
  void withoutTheKey_allCount() throws Exception {
    measure("false");

    scanner.call("scan", "a");

    assertThat(fixture.measured()).containsExactly("files{path:a} 2");
  }
}

package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.FileScanner;
import io.athena.apm.core.errors.Door;
import io.athena.apm.rules.RulesReader;
import io.athena.apm.runtime.Probes;
import io.athena.apm.runtime.RuleProbe;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Failures while a rule measures. */
class FailingRulesTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture(2);

  private WovenObject measured() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.FileScanner#read(String)
            count: reads
            tags: {source: this.source, path: arg0}
        """);
    return fixture.create(FileScanner.class);
  }

  private static void failingProbe() {
    Probes.install(
        (RuleProbe)
            Proxy.newProxyInstance(
                RuleProbe.class.getClassLoader(),
                new Class<?>[] {RuleProbe.class},
                (proxy, method, arguments) -> {
                  throw new IllegalStateException("in the probe");
                }));
  }

  @Test
  void failure_isContained_andReportedWithTheRulesOrigin() throws Exception {
    WovenObject woven = measured();
    failingProbe();

    assertThat(woven.call("read", "abc")).isEqualTo("abc");
    assertThat(fixture.logged())
        .singleElement()
        .asString()
        .startsWith("rules.yaml:2: an advice failed and was contained");
    fixture.expectErrors(Door.ADVICE, 1);
  }

  @Test
  void ruleThatKeepsFailing_isSwitchedOff() throws Exception {
    WovenObject woven = measured();
    failingProbe();
    for (int i = 0; i < 10; i++) {
      woven.call("read", "abc");
    }

    assertThat(fixture.blown).containsExactly("rules.yaml:2");
    assertThat(fixture.weave(FileScanner.class)).isNull();
    fixture.expectErrors(Door.ADVICE, 10);
  }

  @Test
  void ruleThatFailedTooOften_measuresAgain_onceItIsEdited() throws Exception {
    WovenObject woven = measured();
    failingProbe();
    for (int i = 0; i < 10; i++) {
      woven.call("read", "abc");
    }
    RuleEdit edit =
        fixture.active.use(
            RulesReader.read(
                "rules.yaml",
                """
                rules:
                  - method: com.acme.scan.FileScanner#read(String)
                    count: mended
                """));
    edit.names().forEach(fixture.fuse::renew);

    assertThat(edit.names()).containsExactly("rules.yaml:2");
    assertThat(fixture.weave(FileScanner.class)).isNotNull();
    fixture.expectErrors(Door.ADVICE, 10);
  }

  @Test
  void ruleThatFailedTooOften_staysOff_ifAnEditDoesNotChangeIt() throws Exception {
    measured();

    RuleEdit edit =
        fixture.active.use(
            RulesReader.read(
                "rules.yaml",
                """
                rules:
                  - method: com.acme.scan.FileScanner#read(String)
                    count: reads
                    tags: {source: this.source, path: arg0}
                # A comment.
                """));

    assertThat(edit.names()).isEmpty();
  }

  @Test
  void tagThatGrows_isReportedOnceWithItsMetric() throws Exception {
    WovenObject woven = measured();

    for (int i = 0; i < 5; i++) {
      woven.call("read", "path" + i);
    }

    assertThat(fixture.overflowed).containsExactly("reads of rules.yaml:3 by path");
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "reads{path:path0,source:disk} 1",
            "reads{path:path1,source:disk} 1",
            "reads{overflow:true} 3");
  }
}

package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.Result;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Metrics that are recorded for each item. */
class RuleItemsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  private WovenObject woven() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.Result#give
            metrics:
              - count: items
                each: return.findings
                unless: item == skipped
                tags: {item: item, type: this.type}
              - histogram: numbers
                each: return.findings
                value: item
                when: item == 5
        """);
    return fixture.create(Result.class);
  }

  static Stream<Arguments> holders() {
    return Stream.<Object>of(
            List.of("a", "skipped", "a", "5"),
            new String[] {"a", "5", "a"},
            Arrays.asList("a", null, "a", "5"),
            Map.of(1, "a", 2, "a", 3, "5"),
            new Object[] {"a", "a", 5})
        .map(holder -> Arguments.of(holder));
  }

  @ParameterizedTest
  @MethodSource("holders")
  void eachItem_isRecordedWithItsTags(Object holder) throws Exception {
    WovenObject result = woven().set("findings", holder);

    result.call("give", result.target());

    assertThat(fixture.measured())
        .contains("items{item:a,type:java} 2", "items{item:5,type:java} 1")
        .noneMatch(series -> series.contains("none") || series.contains("skipped"));
  }

  @Test
  void numbers_areRecordedOneByOne() throws Exception {
    WovenObject result = woven().set("findings", new int[] {5, 7, 5});

    result.call("give", result.target());

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "items{item:5,type:java} 2", "items{item:7,type:java} 1", "numbers{} 2 sum 10");
  }

  @Test
  void itemsAfterTheFirstThousand_areNotRecorded_andReportedOnce() throws Exception {
    WovenObject result = woven().set("findings", Collections.nCopies(1_001, "a"));

    result.call("give", result.target());
    result.call("give", result.target());

    assertThat(fixture.measured()).containsExactly("items{item:a,type:java} 2000");
    assertThat(fixture.logged())
        .containsExactlyInAnyOrder(
            "rules.yaml:4: return.findings: it has more than 1000 items; the others are not"
                + " read",
            "rules.yaml:8: return.findings: it has more than 1000 items; the others are not"
                + " read");
  }
}

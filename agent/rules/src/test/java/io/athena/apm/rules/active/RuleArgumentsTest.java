package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.scan.FileScanner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments and results that rules read. */
class RuleArgumentsTest {

  private static final Object[] VALUES = {
    true, (byte) -1, (short) 2, 'c', 4, 5_000_000_000L, 6.5f, 7.25
  };

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @ParameterizedTest
  @CsvSource({
    "arg0, true",
    "arg1, -1",
    "arg2, 2",
    "arg3, c",
    "arg4, 4",
    "arg5, 5000000000",
    "arg6, 6.5",
    "arg7, 7.25",
    "arg8, none",
    "return, 5.000000117E9"
  })
  void primitive_isReadAsText(String path, String text) throws Exception {
    fixture.use(
        "rules: [{method: com.acme.scan.FileScanner#sum, count: sums, tags: {is: %s}}]"
            .formatted(path));

    Object sum = fixture.create(FileScanner.class).call("sum", VALUES);

    assertThat(fixture.measured())
        .containsExactly("sums{is:%s} 1".formatted(path.equals("return") ? sum : text));
  }

  @Test
  void longAndDouble_areRecorded() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.FileScanner#sum
            metrics:
              - {histogram: wide, value: arg5}
              - {gauge: fraction, value: arg7}
              - {count: number, value: arg4, when: arg5 == 5000000000}
        """);

    fixture.create(FileScanner.class).call("sum", VALUES);

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder("wide{} 1 sum 5000000000", "fraction{} 7.25", "number{} 4");
  }

  @Test
  void histogram_roundsFractions_andLeavesOutNegativeNumbers() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.FileScanner#sum
            metrics:
              - {histogram: rounded, value: arg6}
              - {histogram: negative, value: arg1}
              - {gauge: kept, value: arg1}
        """);

    fixture.create(FileScanner.class).call("sum", VALUES);

    assertThat(fixture.measured()).containsExactlyInAnyOrder("rounded{} 1 sum 7", "kept{} -1.0");
    assertThat(fixture.logged())
        .containsExactly("rules.yaml:5: arg1 gave a negative number, which is not recorded");
  }

  @Test
  void argumentThatTheMethodAssigns_isReadAsPassed() throws Exception {
    fixture.use(
        """
        rules:
          - {method: com.acme.scan.FileScanner#trim, count: c, tags: {in: arg0, out: return}}
        """);

    fixture.create(FileScanner.class).call("trim", " abc");

    assertThat(fixture.measured()).containsExactly("c{in: abc,out:abc} 1");
  }

  @Test
  void fourthArgument_isRefusedWithALine_andOtherRulesAreUsed() throws Exception {
    fixture.use(
        """
        rules:
          - method: com.acme.scan.FileScanner#sum
            count: refused
            tags: {a: arg0, b: arg1, c: arg2, d: arg3}
          - method: com.acme.scan.FileScanner#sum
            count: used
            tags: {a: arg7, b: arg5, c: arg1, again: arg7}
        """);

    fixture.create(FileScanner.class).call("sum", VALUES);

    assertThat(fixture.logged())
        .containsExactly(
            "rules.yaml:2: a rule reads at most 3 different arguments, and this one reads arg0, arg1,"
                + " arg2, arg3");
    assertThat(fixture.measured()).containsExactly("used{a:7.25,again:7.25,b:5000000000,c:-1} 1");
  }
}

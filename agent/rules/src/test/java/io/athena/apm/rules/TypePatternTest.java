package io.athena.apm.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class TypePatternTest {

  @ParameterizedTest
  @CsvSource({
    "com.acme.Scanner, com.acme.Scanner, true",
    "com.acme.Scanner, com.acme.Scanner2, false",
    "com.acme.Scanner, Scanner, false",
    "**.Scanner, com.acme.Scanner, true",
    "**.Scanner, Scanner, true",
    "**.Scanner, com.acme.FileScanner, false",
    "**.Scanner, com.acme.Scanner$Part, false",
    "**.Scanner, com.acme.Outer$Scanner, true",
    "**.Scanner, com.acme.Outer$Inner$Scanner, true",
    "**.Scanner, com.acme.Outer$FileScanner, false",
    "**.Outer$Scanner, com.acme.Outer$Scanner, true",
    "**.Outer$Scanner, com.acme.Other$Outer$Scanner, false",
    "com.**.Scanner, com.acme.Outer$Scanner, false",
    "com.acme.Scanner, com.acme.Outer$Scanner, false",
    "com.*.Scanner, com.acme.Scanner, true",
    "com.*.Scanner, com.Scanner, false",
    "com.*.Scanner, com.acme.scan.Scanner, false",
    "com.**.Scanner, com.acme.scan.Scanner, true",
    "com.**.Scanner, com.Scanner, true",
    "com.acme.*, com.acme.Scanner, true",
    "com.acme.*, com.acme.Scanner$Part, true",
    "com.acme.*, com.acme.scan.Scanner, false",
    "com.acme.**, com.acme.scan.Scanner, true",
    "com.acme.**, com.acme, false",
    "com.acme.**, com.acmeother.Scanner, false",
    "**.*Scanner, com.acme.FileScanner, true",
    "**.*Scanner, Scanner, true",
    "**.*Sc*er, com.acme.FileScannerer, true",
    "**.scan.**.*Rule, com.scan.acme.scan.deep.JavaRule, true",
    "**.scan.**.*Rule, com.acme.JavaRule, false",
    "*, com.acme.Scanner, true",
    "**, Scanner, true",
    "*.*, com.acme.Scanner, false",
    "*.*, acme.Scanner, true"
  })
  void pattern_matchesTheseClasses(String pattern, String name, boolean matches) {
    assertThat(TypePattern.parse(pattern).matches(name)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Scanner, com.acme.Scanner, Scanner, false",
    "Scanner, Scanner, Scanner, false",
    "**.Scanner, , Scanner, false",
    "com.**.Scanner, , Scanner, false",
    "com.acme.Scan*, , , true",
    "com.acme.**, , , true",
    "*, , , true"
  })
  void gate_getsTheNameThatIsKnown(String text, String exact, String simple, boolean general) {
    TypePattern pattern = TypePattern.parse(text);

    assertThat(pattern.exactName()).isEqualTo(exact);
    assertThat(pattern.simpleName()).isEqualTo(simple);
    assertThat(pattern.isGeneral()).isEqualTo(general);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "a..B", "a.B.", "a b", "a.B#c", "com.acme**", "a/B", "a.B()"})
  void anythingElse_isRefusedWithItsText(String text) {
    assertThatThrownBy(() -> TypePattern.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void hostilePattern_isNotSlow() {
    String name = "a.".repeat(2_000) + "a";
    assertThat(TypePattern.parse("**.a.".repeat(200) + "b").matches(name)).isFalse();
    assertThat(TypePattern.parse("*a".repeat(500) + "b").matches("a".repeat(5_000))).isFalse();
  }

  /** Compares with a simple, slow matcher. */
  @Test
  void randomPatterns_matchWhatTheyShould() {
    Random random = new Random(7);
    int matched = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = word(random, new String[] {"a", "b", "*", "**", "*a", "a*b"}, 4);
      String name = word(random, new String[] {"a", "b", "ab", "ba"}, 5);
      boolean matches = TypePattern.parse(pattern).matches(name);
      boolean any = pattern.equals("*") || pattern.equals("**");
      assertThat(matches).as(pattern + " " + name).isEqualTo(any || slow(pattern, name));
      matched += matches ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(1_000);
  }

  private static String word(Random random, String[] segments, int most) {
    StringBuilder word = new StringBuilder();
    int length = 1 + random.nextInt(most);
    for (int i = 0; i < length; i++) {
      word.append(i == 0 ? "" : ".").append(segments[random.nextInt(segments.length)]);
    }
    return word.toString();
  }

  private static boolean slow(String pattern, String name) {
    String regex =
        ("." + pattern)
            .replace(".**", "(%)")
            .replace("*", "[^.]*")
            .replace(".", "\\.")
            .replace("[^\\.]", "[^.]")
            .replace("%", "\\.[^.]+");
    boolean last = regex.endsWith(")");
    String quantified = regex.replace(")", ")*");
    return ("." + name)
        .matches(last ? quantified.substring(0, quantified.length() - 1) + "+" : quantified);
  }
}

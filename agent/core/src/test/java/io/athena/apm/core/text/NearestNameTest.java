package io.athena.apm.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class NearestNameTest {

  @Test
  void slipOfThePen_isFound() {
    assertThat(NearestName.of("metrcs", List.of("method", "metrics", "tags"))).isEqualTo("metrics");
    assertThat(NearestName.of("on_change", List.of("count", "on-change"))).isEqualTo("on-change");
  }

  @Test
  void ofTwoEquallyNear_theFirstIsTaken() {
    assertThat(NearestName.of("rot", List.of("rod", "rob"))).isEqualTo("rob");
  }

  @Test
  void nameThatIsNotNear_isNotMeant() {
    assertThat(NearestName.of("foo", List.of("env", "endpoint"))).isEmpty();
    assertThat(NearestName.of("", List.of("a", "bc"))).isEmpty();
    assertThat(NearestName.hint("foo", List.of("env"))).isEmpty();
    assertThat(NearestName.hint("evn", List.of("provider", "even"))).isEqualTo("; nearest: even");
  }

  @Test
  void absurdName_hasNoNearest() {
    assertThat(NearestName.of("x".repeat(5_000_000), List.of("method"))).isEmpty();
  }

  @Test
  void excerpt_isOneShortLine() {
    assertThat(Excerpt.of("a\nb\tc")).isEqualTo("'a b c'");
    assertThat(Excerpt.of("x".repeat(81))).isEqualTo("'" + "x".repeat(80) + "...'");
  }
}

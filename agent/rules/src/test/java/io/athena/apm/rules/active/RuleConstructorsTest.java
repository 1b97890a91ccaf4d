package io.athena.apm.rules.active;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.acme.scan.FileScanner;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Constructors, which only {@code <init>} matches. */
class RuleConstructorsTest {

  @RegisterExtension private final RulesFixture fixture = new RulesFixture();

  @Test
  void constructorPattern_matchesAllConstructors() throws Exception {
    fixture.use(
        """
        rules:
          - {method: "com.acme.scan.FileScanner#<init>", count: one, tags: {from: arg0}}
          - {method: "com.acme.scan.FileScanner#<init>", span: two, tags: {is: this.source}}
        """);

    fixture.create(FileScanner.class);

    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "one{from:none} 1",
            "one{from:disk} 1",
            "two.duration{error:none,is:disk} 2 sum 4000",
            "two.total{is:disk} 2");
  }

  @Test
  void star_matchesNoConstructor() throws Exception {
    fixture.use("rules: [{method: 'com.acme.scan.FileScanner#*', count: calls}]");

    fixture.create(FileScanner.class);

    assertThat(fixture.measured()).isEmpty();
  }

  @Test
  void constructorWhoseArgumentIsWatched_recordsNoChangeOfAText() throws Exception {
    fixture.use(
        """
        rules:
          - {method: "com.acme.scan.FileScanner#<init>", on-change: arg0, count: changes}
        """);

    fixture.create(FileScanner.class);

    assertThat(fixture.measured()).isEmpty();
    assertThat(fixture.logged()).isEmpty();
  }

  @Test
  void constructor_isMeasuredWhenItReturns() throws Exception {
    fixture.use(
        """
        rules:
          - method: "com.acme.scan.FileScanner#<init>(String)"
            span: made
            tags: {source: this.source, from: arg0}
        """);
    Class<?> type = fixture.create(FileScanner.class).target().getClass();

    assertThatThrownBy(() -> type.getConstructor(String.class).newInstance(""))
        .isInstanceOf(InvocationTargetException.class);
    assertThat(fixture.measured())
        .containsExactlyInAnyOrder(
            "made.duration{error:none,from:disk,source:disk} 1 sum 1000",
            "made.total{from:disk,source:disk} 1");
  }
}

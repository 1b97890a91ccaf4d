package io.athena.apm.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FootprintTest {

  @Test
  void line_isReadBack() {
    var footprint = new Footprint(26_763_208, 5221, 26_015_296, 13);

    assertThat(Footprint.parse(footprint.line())).isEqualTo(footprint);
  }

  @Test
  void otherLine_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Footprint.parse("footprint: heap=much"))
        .withMessageContaining("heap=much");
  }

  @Test
  void thisJvm_holdsSomethingOfEverything() {
    var footprint = Footprint.ofThisJvm();

    assertThat(footprint.heap()).isPositive();
    assertThat(footprint.classes()).isPositive();
    assertThat(footprint.metaspace()).isPositive();
    assertThat(footprint.threads()).isPositive();
  }
}

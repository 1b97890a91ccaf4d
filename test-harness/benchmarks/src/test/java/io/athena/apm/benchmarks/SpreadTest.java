package io.athena.apm.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void oddCount_hasTheMiddleOneAsMedian() {
    assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(1, 2));
  }

  @Test
  void evenCount_hasTheMeanOfTheMiddleTwoAsMedian() {
    assertThat(Spread.of(List.of(8.0, 1.0, 2.0, 4.0))).isEqualTo(new Spread(1, 3));
  }

  @Test
  void unknownValues_stayUnknown() {
    assertThat(Spread.of(List.of(Double.NaN, Double.NaN)).best()).isNaN();
  }

  @Test
  void noValues_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
  }

  @Test
  void added_comparesBestWithBestWhateverTheirRounds() {
    assertThat(Spread.added(List.of(5.0, 3.0), List.of(1.0, 2.0)).best()).isEqualTo(2);
  }

  @Test
  void added_leavesOutWhatSlowedARound() {
    var values = List.of(3.0, 103.0, 3.0);
    var without = List.of(1.0, 101.0, 1.0);

    assertThat(Spread.added(values, without).median()).isEqualTo(2);
  }

  @Test
  void added_ofUnequalRoundsIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Spread.added(List.of(1.0), List.of(1.0, 2.0)));
  }
}

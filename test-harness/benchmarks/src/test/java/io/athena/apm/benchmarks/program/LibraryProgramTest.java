package io.athena.apm.benchmarks.program;

import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.api.Test;

class LibraryProgramTest {

  @Test
  void everyLibrary_answersAsExpected() {
    assertThatNoException().isThrownBy(() -> LibraryProgram.main(new String[0]));
  }
}

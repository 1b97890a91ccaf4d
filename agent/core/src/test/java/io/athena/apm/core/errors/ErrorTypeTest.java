package io.athena.apm.core.errors;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The value of a tag for an exception. */
class ErrorTypeTest {

  @Test
  void exception_isItsSimpleClassName() {
    assertThat(ErrorType.of(new IllegalStateException("secret")))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void exceptionOfAnAnonymousClass_isItsNearestNamedSuperClass() {
    assertThat(ErrorType.of(new IllegalStateException("secret") {}))
        .isEqualTo("IllegalStateException");
  }

  @Test
  void noException_isNull() {
    assertThat(ErrorType.of(null)).isNull();
  }
}

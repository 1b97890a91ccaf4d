package io.athena.apm.core.advice;

/** A method that advice can't go into safely. It is left as it is. */
final class Unweavable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Unweavable(String reason) {
    super(reason, null, false, false);
  }
}

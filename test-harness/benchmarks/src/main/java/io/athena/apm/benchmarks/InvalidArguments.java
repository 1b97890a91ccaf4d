package io.athena.apm.benchmarks;

/** A command line that a command does not take; the message is for the person who typed it. */
final class InvalidArguments extends IllegalArgumentException {

  InvalidArguments(String message) {
    super(message);
  }
}

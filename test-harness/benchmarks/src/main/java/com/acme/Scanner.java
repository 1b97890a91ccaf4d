package com.acme;

import java.util.concurrent.FutureTask;

/** Finds nothing. */
public final class Scanner {

  /** How bad it is. */
  enum Severity {
    HIGH
  }

  /**
   * What was found.
   *
   * @param type of the file
   * @param severity how bad it is
   */
  record Result(String type, Severity severity) {}

  private static final Result RESULT = new Result("java", Severity.HIGH);

  /** The same for every file. */
  public Object scan(String file) {
    return file == null ? null : RESULT;
  }

  /** Work that somebody else is to run. */
  public FutureTask<String> later() {
    return new FutureTask<>(() -> "nothing found");
  }
}

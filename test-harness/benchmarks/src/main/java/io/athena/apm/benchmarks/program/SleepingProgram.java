package io.athena.apm.benchmarks.program;

import java.io.IOException;
import java.io.OutputStream;

/** Waits until its standard input ends, as it does when the process that started it ends. */
public final class SleepingProgram {

  private SleepingProgram() {}

  /** Reads and ignores standard input to its end. */
  public static void main(String[] arguments) throws IOException {
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}

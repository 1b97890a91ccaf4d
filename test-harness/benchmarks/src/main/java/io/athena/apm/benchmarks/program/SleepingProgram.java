package io.athena.apm.benchmarks.program;

import java.io.IOException;
import java.io.OutputStream;

/** Waits until its standard input ends, which is also when the process that started it is gone. */
public final class SleepingProgram {

  /** Printed once. */
  public static final String READY = "ready";

  private SleepingProgram() {}

  /** Reads and ignores standard input to its end. */
  public static void main(String[] arguments) throws IOException {
    System.out.println(READY);
    System.in.transferTo(OutputStream.nullOutputStream());
  }
}

package com.acme;

import io.athena.apm.api.Apm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Counts many series by hand. */
public final class SeriesMain {

  private SeriesMain() {}

  /**
   * The arguments: the number of series, and a pipe. Counts each series once at the start and once
   * for each word of the pipe until "end". Without a pipe calls {@code System.exit}.
   */
  public static void main(String... arguments) throws IOException {
    int series = Integer.parseInt(arguments[0]);
    count(series);
    if (arguments.length == 1) {
      System.exit(0);
    }
    System.out.println("counted");
    Path pipe = Path.of(arguments[1]);
    while (!Files.readString(pipe).equals("end")) {
      count(series);
      System.out.println("counted again");
    }
  }

  private static void count(int series) {
    for (int i = 0; i < series; i++) {
      Apm.count("orders", "customer", Integer.toString(i));
    }
  }
}

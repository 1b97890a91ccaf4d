package com.acme;

import io.athena.apm.api.Apm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/** Counts many series on two threads until a test stops it. */
public final class BusyMain {

  private static final int SERIES_OF_A_METRIC = 500;

  private static final AtomicLong COUNTED = new AtomicLong();

  private static volatile boolean busy = true;

  private BusyMain() {}

  /**
   * The arguments: the number of series, and a pipe. After the first write to the pipe it stops and
   * prints how often it has counted; after the second it ends.
   */
  public static void main(String... arguments) throws IOException, InterruptedException {
    int series = Integer.parseInt(arguments[0]);
    Path pipe = Path.of(arguments[1]);
    Thread first = new Thread(() -> count(series));
    Thread second = new Thread(() -> count(series));
    first.start();
    second.start();
    System.out.println("counting");
    Files.readString(pipe);
    busy = false;
    first.join();
    second.join();
    System.out.println(COUNTED);
    Files.readString(pipe);
  }

  private static void count(int series) {
    while (busy) {
      for (int i = 0; i < series; i++) {
        String customer = Integer.toString(i % SERIES_OF_A_METRIC);
        Apm.count("orders" + i / SERIES_OF_A_METRIC, "customer", customer);
        COUNTED.incrementAndGet();
      }
    }
  }
}

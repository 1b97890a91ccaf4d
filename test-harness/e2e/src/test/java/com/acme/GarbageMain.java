package com.acme;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Requests five collections, waits for a pipe, requests three more, and prints how many the JVM has
 * made: it skips some while native code holds an array.
 */
public final class GarbageMain {

  private GarbageMain() {}

  /** The argument: the pipe. */
  public static void main(String... arguments) throws IOException {
    collect(5);
    System.out.println("collected");
    Files.readString(Path.of(arguments[0]));
    collect(3);
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      System.out.println(bean.getName() + " " + bean.getCollectionCount());
    }
  }

  private static void collect(int times) {
    for (int i = 0; i < times; i++) {
      System.gc();
    }
  }
}

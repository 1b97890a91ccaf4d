package com.acme;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;

/** Uses no library until a test writes to a pipe. */
public final class IdleMain {

  private IdleMain() {}

  /** The argument is the pipe. Prints the names of all threads, then works. */
  public static void main(String... arguments) throws IOException {
    System.out.println("main");
    Files.readString(Path.of(arguments[0]));
    System.out.println("threads " + threads());
    Workload.run();
  }

  private static String threads() {
    var names = new TreeSet<String>();
    Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
    return String.join(", ", names);
  }
}

package io.athena.apm.e2e.corpus;

import java.net.URL;
import java.nio.file.Path;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** Runs a program with advice in every method of it and its libraries, and counts the calls. */
public final class RunWoven {

  private RunWoven() {}

  /** The arguments: the class with the main method, and the jars. */
  public static void main(String[] arguments) throws Exception {
    URL[] jars = new URL[arguments.length - 1];
    for (int i = 0; i < jars.length; i++) {
      jars[i] = Path.of(arguments[i + 1]).toUri().toURL();
    }
    Counting counting = new Counting();
    counting.install();
    try (WovenLoader loader = new WovenLoader(jars)) {
      loader
          .loadClass(arguments[0])
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
      if (!ForkJoinPool.commonPool().awaitQuiescence(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the program still runs");
      }
      System.out.printf(
          "entered=%s left=%s failed=%s alone=%s%n",
          counting.entered, counting.left, counting.failed, loader.refused());
    }
  }
}

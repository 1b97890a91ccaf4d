package io.athena.apm.agent;

import io.athena.apm.core.log.AgentLog;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;

/**
 * Runs once, after the start and before the first flush, on the athena-apm thread, so that it does
 * not delay the start of the program.
 */
final class Preparation implements Runnable {

  static final String TRAINING =
      "this is a training run for an AOT cache: add -XX:-AOTClassLinking, because JDK 25 crashes"
          + " with a cache that was trained with any agent and without this option";

  private static final int FIRST_JDK_WITH_AOT_CACHE = 24;

  private final AgentLog log;

  Preparation(AgentLog log) {
    this.log = log;
  }

  @Override
  public void run() {
    initialiseSockets();
    if (Runtime.version().feature() >= FIRST_JDK_WITH_AOT_CACHE && isUnsafeTraining(command())) {
      log.warn(TRAINING);
    }
  }

  /** Makes the JDK initialise its classes for UDP. */
  private static void initialiseSockets() {
    try {
      DatagramChannel.open().close();
    } catch (IOException tooEarly) {
      // The first flush reports what is wrong.
    }
  }

  /** The variables with JVM options and, on Linux, the command line. */
  private static String command() {
    String options = System.getenv("JAVA_TOOL_OPTIONS") + " " + System.getenv("JDK_JAVA_OPTIONS");
    try (InputStream in = new FileInputStream("/proc/self/cmdline")) {
      return options + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException elsewhere) {
      return options;
    }
  }

  /** Whether the options of a JVM create an AOT cache that the JVM may crash with. */
  static boolean isUnsafeTraining(String options) {
    return (options.contains("-XX:AOTCacheOutput=") || options.contains("-XX:AOTMode=record"))
        && !options.contains("-XX:-AOTClassLinking");
  }
}

package io.athena.apm.benchmarks;

import java.util.Map;
import java.util.regex.Pattern;

/** Keeps what would change a JVM or configure an agent out of a measured process. */
final class CleanEnvironment {

  private static final Pattern FOREIGN =
      Pattern.compile(
          "JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|_JAVA_OPTIONS|CLASSPATH|(APM|DD|DATADOG|OTEL)_.*");

  private CleanEnvironment() {}

  static void apply(Map<String, String> environment) {
    environment.keySet().removeIf(name -> FOREIGN.matcher(name).matches());
  }
}

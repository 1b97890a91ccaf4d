package io.athena.apm.benchmarks;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a process took from its start to its end.
 *
 * @param wall seconds
 * @param cpu seconds, of user and system together, with those of its own children
 * @param peak MiB resident at the highest; NaN where it can't be known
 */
record ResourceUsage(double wall, double cpu, double peak) {

  private static final double KIB_IN_A_MIB = 1024;
  private static final String NUMBER = "(\\d+[.,]\\d+)";
  private static final Pattern TIMES =
      Pattern.compile("^" + NUMBER + " " + NUMBER + " " + NUMBER + "$", Pattern.MULTILINE);
  private static final Pattern WHOLE = Pattern.compile("^(\\d+)$", Pattern.MULTILINE);

  /**
   * Reads what {@link MeasuredJvm} has the shell and GNU time write.
   *
   * @param times a line of wall, user and system seconds, the decimal sign as the locale has it
   * @param peak a line of KiB, perhaps after other lines; empty where there is no GNU time
   * @throws IllegalArgumentException when either is something else
   */
  static ResourceUsage parse(String times, Optional<String> peak) {
    var matcher = TIMES.matcher(times);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no times in: " + times);
    }
    return new ResourceUsage(
        seconds(matcher.group(1)),
        seconds(matcher.group(2)) + seconds(matcher.group(3)),
        peak.map(ResourceUsage::mebibytes).orElse(Double.NaN));
  }

  private static double seconds(String text) {
    return Double.parseDouble(text.replace(',', '.'));
  }

  private static double mebibytes(String kibibytes) {
    var matcher = WHOLE.matcher(kibibytes);
    if (!matcher.find()) {
      throw new IllegalArgumentException("no size in: " + kibibytes);
    }
    return Long.parseLong(matcher.group(1)) / KIB_IN_A_MIB;
  }
}

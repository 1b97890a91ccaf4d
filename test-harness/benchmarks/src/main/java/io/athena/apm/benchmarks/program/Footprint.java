package io.athena.apm.benchmarks.program;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.regex.Pattern;

/**
 * What a JVM holds.
 *
 * @param heap bytes of live objects, after a full collection
 * @param classes loaded classes
 * @param metaspace bytes used
 * @param threads live threads, as JMX counts them
 */
public record Footprint(long heap, long classes, long metaspace, long threads) {

  private static final Pattern LINE =
      Pattern.compile("footprint: heap=(\\d+) classes=(\\d+) metaspace=(\\d+) threads=(\\d+)");

  /** More than one: a collection lets finalizers and cleaners go on that the next one collects. */
  private static final int COLLECTIONS = 3;

  static Footprint ofThisJvm() {
    for (int collection = 0; collection < COLLECTIONS; collection++) {
      ManagementFactory.getMemoryMXBean().gc();
    }
    return new Footprint(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        usedMetaspace(),
        ManagementFactory.getThreadMXBean().getThreadCount());
  }

  private static long usedMetaspace() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getName().equals("Metaspace"))
        .map(MemoryPoolMXBean::getUsage)
        .findFirst()
        .orElseThrow()
        .getUsed();
  }

  /** The line that {@link #parse} reads. */
  public String line() {
    return "footprint: heap=%d classes=%d metaspace=%d threads=%d"
        .formatted(heap, classes, metaspace, threads);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException when it is not such a line
   */
  public static Footprint parse(String line) {
    var matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a footprint: " + line);
    }
    return new Footprint(
        Long.parseLong(matcher.group(1)),
        Long.parseLong(matcher.group(2)),
        Long.parseLong(matcher.group(3)),
        Long.parseLong(matcher.group(4)));
  }
}

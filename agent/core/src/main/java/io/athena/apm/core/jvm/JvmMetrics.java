package io.athena.apm.core.jvm;

import io.athena.apm.metrics.Metric;
import io.athena.apm.metrics.Unit;
import java.util.List;

/** The metrics of every JVM. */
public final class JvmMetrics {

  /** Heap in use. */
  public static final Metric HEAP_USED =
      Metric.gauge("memory.heap.used", Unit.BYTES, List.of(), "Heap in use, garbage included.");

  /** Heap committed. */
  public static final Metric HEAP_TOTAL =
      Metric.gauge("memory.heap.total", Unit.BYTES, List.of(), "Heap committed.");

  /** Resident memory. */
  public static final Metric RSS =
      Metric.gauge(
          "memory.rss",
          Unit.BYTES,
          List.of(),
          "Resident memory of the process, from the operating system (Linux).");

  /** Memory beside the heap. */
  public static final Metric NON_HEAP_USED =
      Metric.gauge(
          "memory.non_heap.used", Unit.BYTES, List.of(), "Metaspace, code cache and the like.");

  /** Direct buffers. */
  public static final Metric DIRECT_USED =
      Metric.gauge("memory.direct.used", Unit.BYTES, List.of(), "Direct byte buffers.");

  /** Pauses. */
  public static final Metric GC_PAUSE =
      Metric.duration(
          "gc.pause.duration",
          List.of("collector"),
          "Pauses of the garbage collector, to the millisecond, without its concurrent phases."
              + " Pauses in the first seconds are recorded with their mean.");

  /** Collections. */
  public static final Metric GC_COUNT =
      Metric.counter("gc.count", List.of("collector"), "Collections, concurrent ones included.");

  /** Threads. */
  public static final Metric THREADS =
      Metric.gauge("thread.count", Unit.COUNT, List.of(), "Live platform threads.");

  /** CPU. */
  public static final Metric CPU =
      Metric.gauge(
          "cpu.process",
          Unit.RATIO,
          List.of(),
          "Share of all processors that the process used since the last flush.");

  /** Classes. */
  public static final Metric CLASSES =
      Metric.gauge("class.loaded", Unit.COUNT, List.of(), "Classes loaded now.");

  /** Open files. */
  public static final Metric FILES =
      Metric.gauge(
          "file_descriptor.open", Unit.COUNT, List.of(), "Open file descriptors (not on Windows).");

  /** All of the above, for the reference page. */
  public static final List<Metric> ALL =
      List.of(
          HEAP_USED,
          HEAP_TOTAL,
          RSS,
          NON_HEAP_USED,
          DIRECT_USED,
          GC_PAUSE,
          GC_COUNT,
          THREADS,
          CPU,
          CLASSES,
          FILES);

  private JvmMetrics() {}
}
